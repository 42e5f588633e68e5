"""Schemathesis over our own OpenAPI: whatever it sends, no 5xx, and answers as documented."""

from contextlib import suppress

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import Connect

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
HEADERS = {"X-Admin-Key": "a-long-secret"}
BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_answers_are_as_documented_whatever_is_asked(connect: Connect) -> None:
    """The schema is walked here, since the plugin of Schemathesis does not know this pytest."""
    app = connect(POLICY_ADMIN_KEY=HEADERS["X-Admin-Key"]).app
    found = [one.ok() for one in schemathesis.openapi.from_asgi("/openapi.json", app).get_all_operations()]
    failures = {operation.label: _failures(operation) for operation in found}
    assert {label: said for label, said in failures.items() if said} == {}
    assert len(found) == sum(len(methods) for methods in app.openapi()["paths"].values())  # type: ignore[attr-defined]


def _failures(operation: schemathesis.APIOperation) -> set[str]:
    """What was found wrong with one operation, for inputs that fit the schema and for inputs that do not."""
    said: set[str] = set()

    def send(case: schemathesis.Case) -> None:
        try:
            case.call_and_validate(base_url="http://127.0.0.1", headers=HEADERS, checks=CHECKS)
        except FailureGroup as group:
            said.update(str(one) for one in group.exceptions)

    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        with suppress(Unsatisfiable):  # an operation without parameters has no wrong ones
            BOUNDED(given(operation.as_strategy(generation_mode=mode))(send))()
    return said
