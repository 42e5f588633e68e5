from assistant.language.remembering import remembered


class Counted:
    """A function of a text that counts how often it has to work."""

    def __init__(self) -> None:
        self.worked: list[str] = []

    def __call__(self, text: str) -> list[str]:
        self.worked.append(text)
        return text.split()


def test_the_same_text_is_worked_on_once() -> None:
    work = Counted()
    recall = remembered(4)(work)
    assert (recall("a b"), recall("a b"), recall("c")) == (["a", "b"], ["a", "b"], ["c"])
    assert work.worked == ["a b", "c"]


def test_what_one_caller_does_to_its_list_is_not_seen_by_the_next() -> None:
    recall = remembered(4)(Counted())
    recall("a b").clear()
    assert recall("a b") == ["a", "b"]


def test_the_oldest_is_forgotten_and_long_texts_are_never_kept() -> None:
    work = Counted()
    recall = remembered(2, longest=3)(work)
    for text in ("a", "b", "c", "a", "long text", "long text"):
        recall(text)
    assert work.worked == ["a", "b", "c", "a", "long text", "long text"]
