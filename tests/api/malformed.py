"""Requests that no sound program sends, made in order from one seed: types, sizes, encodings, nesting, headers."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

JSON = {"Content-Type": "application/json"}
_POSTS = ("/api/ask", "/api/ask/stream", "/api/feedback", "/api/awards/teahouse/calculate", "/api/awards/screen")
_CHAT = "/v1/chat/completions"


@dataclass(frozen=True)
class Malformed:
    """One request, and in a word what is wrong with it."""

    kind: str
    method: str
    path: str
    content: bytes = b""
    headers: dict[str, str | bytes] = field(default_factory=dict)


def malformed(count: int, seed: int = 6) -> Iterator[Malformed]:
    """So many malformed requests, the kinds in turn."""
    luck = random.Random(seed)
    makers: tuple[Callable[[random.Random], Malformed], ...] = (
        *(_wrong_type, _no_object, _unknown_field, _too_long, _deep, _cut_off, _no_text, _surrogate),
        *(_wrong_media, _wrong_query, _wrong_path, _wrong_method, _false_length, _wrong_facts, _wrong_upload),
    )
    for number in range(count):
        yield makers[number % len(makers)](luck)


def _wrong_type(luck: random.Random) -> Malformed:
    wrong = luck.choice([None, True, 3, -1.5, [], ["x"], {}, {"text": "x"}, [[]]])
    name = luck.choice(["question", "policy", "history", "as_of", "conversation_id"])
    body: dict[str, object] = {"question": "一"}
    body[name] = 17 if wrong is None or (name == "history" and wrong == []) else wrong
    if name == "as_of":
        body[name] = luck.choice(["2026-13-01", "yesterday", "０", [], {}, True, "2026-11-24T25:00:00"])
    return _post(luck, "type", body, ("/api/ask", "/api/ask/stream"))


def _no_object(luck: random.Random) -> Malformed:
    body = luck.choice([None, True, 0, 1e308, "question", [], [{"question": "x"}], [[[]]], ""])
    return _post(luck, "no object", body, (*_POSTS, _CHAT))


def _unknown_field(luck: random.Random) -> Malformed:
    name = "".join(luck.choices("abc_一 é", k=luck.randint(1, 40))) + "?"
    return _post(luck, "field", {"question": "一", "facts": {}, name: luck.random()}, _POSTS)


def _too_long(luck: random.Random) -> Malformed:
    text = luck.choice("一x 0𠀀") * luck.choice([2001, 5000, 50_000])
    body = luck.choice([{"question": text}, {"question": "一", "policy": text}])
    return _post(luck, "size", body, ("/api/ask", "/api/ask/stream"))


def _deep(luck: random.Random) -> Malformed:
    depth = luck.choice([50, 500, 5000, 100_000])
    start, end = luck.choice([(b"[", b"]"), (b'{"a":', b"}")])
    value = start * depth + b"1" + end * depth * luck.randint(0, 1)
    content = luck.choice([value, b'{"question": ' + value + b"}", b'{"facts": {"tea_sales": ' + value + b"}}"])
    return Malformed("nesting", "POST", luck.choice((*_POSTS, _CHAT)), content, dict(JSON))


def _cut_off(luck: random.Random) -> Malformed:
    whole = json.dumps({"question": "茶馆奖多少？", "history": [{"role": "user", "content": "一"}]}).encode()
    return Malformed("cut off", "POST", luck.choice(_POSTS), whole[: luck.randrange(len(whole))], dict(JSON))


def _no_text(luck: random.Random) -> Malformed:
    noise = b'{"question": "' + luck.randbytes(luck.randint(1, 200)) + b'\xff"}'
    content = luck.choice([noise, '{"question": "茶馆奖多少"}'.encode("gb18030"), luck.randbytes(64), b"\0" * 64])
    return Malformed("encoding", "POST", luck.choice((*_POSTS, _CHAT)), content, dict(JSON))


def _surrogate(luck: random.Random) -> Malformed:
    half = f"\\u{luck.randint(0xD800, 0xDFFF):04x}"
    content = luck.choice(
        [f'{{"question": "{half}"}}', f'{{"question": "一", "policy": "{half}"}}', f'{{"{half}": 1}}']
    )
    return Malformed("surrogate", "POST", luck.choice(("/api/ask", "/api/ask/stream")), content.encode(), dict(JSON))


def _wrong_media(luck: random.Random) -> Malformed:
    kind = luck.choice(["text/plain", "application/xml", "multipart/form-data", "x", "", "application/json2"])
    content = luck.choice([b'{"question": "x"}', b"<a/>", b"question=x", b""])
    return Malformed("media type", "POST", luck.choice((*_POSTS, _CHAT)), content, {"Content-Type": kind})


def _wrong_query(luck: random.Random) -> Malformed:
    query = luck.choice(
        ["", "q=", "q=%20", "q=x&limit=0", "q=x&limit=101", "q=x&limit=x", "q=x&limit=1e9", "q=x&exact=2"]
    )
    long = f"q=x&{luck.choice(['unit', 'policy'])}={'x' * luck.randint(201, 3000)}"
    return Malformed("query", "GET", f"/api/search?{luck.choice([query, long])}")


def _wrong_path(luck: random.Random) -> Malformed:
    piece = luck.choice(["%00", "%FF%FE", "..%2F..%2Fetc%2Fpasswd", "%ED%A0%80", "x" * 3000, "%0D%0AX: y", "%", "'--"])
    area = luck.choice(["policies", "policies/yunxi-2030-7/clauses", "clauses", "awards", "conversations", "none"])
    return Malformed("path", "GET", f"/api/{area}/{piece}{luck.randint(0, 9999)}")


def _wrong_method(luck: random.Random) -> Malformed:
    method = luck.choice(["GET", "PUT", "PATCH", "DELETE"])
    return Malformed("method", method, luck.choice((*_POSTS, _CHAT)))


def _false_length(luck: random.Random) -> Malformed:
    headers: dict[str, str | bytes] = dict(JSON)
    headers["Content-Length"] = luck.choice(["99999999999", str(2**63), "20971521", "1048577"])
    return Malformed("length", "POST", luck.choice((*_POSTS, _CHAT)), b"{}", headers)


def _wrong_facts(luck: random.Random) -> Malformed:
    value = luck.choice([None, [], {}, [1], {"a": 1}, [[]], [None]])
    body = {"facts": {luck.choice(["tea_sales", "teahouse_level"]): value}}
    return _post(luck, "facts", body, ("/api/awards/teahouse/calculate", "/api/awards/screen"))


def _wrong_upload(luck: random.Random) -> Malformed:
    """With the admin key, so that the file itself is what is refused."""
    name = luck.choice(
        ["", ".", "..", "a\0b.md", "a" * 300 + ".md", "字" * 100 + ".md", "a\x01.md", "../", "a\x7f.txt"]
    )
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    broken = luck.choice([head + b"text\r\n--b--\r\n"] * 3 + [head + b"no end", b"--c\r\n", b"", luck.randbytes(100)])
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Admin-Key": "a-long-secret"}
    return Malformed("upload", "POST", "/api/policies", broken, dict(headers))


def _post(luck: random.Random, kind: str, body: object, paths: tuple[str, ...]) -> Malformed:
    return Malformed(kind, "POST", luck.choice(paths), json.dumps(body).encode(), dict(JSON))
