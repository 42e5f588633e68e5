"""What stands below the newest answer: facts that it still needs as a small form, copying, and rating it."""

from html import escape

from assistant.domain import Answer, MissingFact

_MOST_ASKED = 4
_LONGEST_FACT = 64
_UNCHOSEN = '<option value="">请选择</option>'


def after_html(answer: Answer) -> str:
    """The form for missing facts, if any, then the buttons; `data-label` is how the browser words the reply."""
    fields = "".join(map(_field, answer.missing[:_MOST_ASKED]))
    form = (
        '<form class="pa-missing" data-form="facts">'
        '<p class="pa-label">补充以下情况，可以算得更准（知道几项填几项）：</p>'
        f'{fields}<button type="submit" class="pa-button pa-primary">按这些情况再问</button></form>'
    )
    return f"{form if fields else ''}{_TOOLS}"


_TOOLS = (
    '<div class="pa-tools"><button type="button" class="pa-button" data-copy="answer">复制回答和依据</button>'
    '<span id="pa-helpful">这个回答有帮助吗？</span>'
    '<span role="group" aria-labelledby="pa-helpful">'
    '<button type="button" class="pa-button" data-rate="up" aria-pressed="false">有帮助</button>'
    '<button type="button" class="pa-button" data-rate="down" aria-pressed="false">没帮助</button></span></div>'
    '<form class="pa-reason" data-form="reason" hidden><label>哪里不好？（可不填）'
    '<input name="comment" maxlength="1000" placeholder="例如：没有回答我的问题、引用的条款不对"></label>'
    '<button type="submit" class="pa-button pa-primary">提交</button></form>'
    '<p class="pa-status" role="status" data-said></p>'
)


def _field(missing: MissingFact) -> str:
    label, question = escape(missing.label), escape(missing.question)
    if missing.options:
        choices = "".join(f'<option value="{escape(one)}">{escape(one)}</option>' for one in missing.options)
        control = f'<select name="{escape(missing.fact)}" data-label="{label}">{_UNCHOSEN}{choices}</select>'
    else:
        control = (
            f'<input name="{escape(missing.fact)}" data-label="{label}" maxlength="{_LONGEST_FACT}" '
            'autocomplete="off" placeholder="例如 80万元">'
        )
    return f"<label><span>{question}</span>{control}</label>"
