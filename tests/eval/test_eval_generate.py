from assistant.library import PolicyMeta, read_text
from eval.generate import documents


def test_the_same_number_of_clauses_gives_the_same_corpus() -> None:
    assert list(documents(100)) == list(documents(100))
    assert len(list(documents(100))) == 5


def test_a_document_is_read_as_a_real_one_is() -> None:
    name, text = next(documents(1))
    policy = read_text(text, PolicyMeta.model_validate({"编号": name}))
    items = [clause for clause in policy.clauses if clause.kind == "item"]
    assert len(items) == 24 and all(clause.responsible_units for clause in items)
    assert policy.document_number is not None and policy.issuer is not None and policy.issued is not None
