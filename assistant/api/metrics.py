"""Figures for Prometheus: requests, outcomes, stages, guard, fallbacks, model use, queue, index.

One process counts in memory. Where several share a port (`serve --workers`), the library's multiprocess mode adds their
figures up, through files in the folder that PROMETHEUS_MULTIPROC_DIR names; whichever process is asked, all are told.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from assistant.api.admission import Queue
from assistant.domain import Answer
from assistant.service import Assistant

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_USAGE = (("calls", "policy_model_calls"), ("prompt_tokens", "policy_model_prompt_tokens"),
          ("completion_tokens", "policy_model_completion_tokens"), ("cost", "policy_model_cost"))  # fmt: skip


class Metrics:
    """The figures of one application."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._registry = registry = CollectorRegistry()
        self._requests = Counter("policy_requests", "HTTP 请求数", ["method", "route", "status"], registry=registry)
        self._seconds = Histogram(
            "policy_request_seconds", "HTTP 请求用时", ["route"], registry=registry, buckets=_SECONDS
        )
        self._answers = Counter("policy_answers", "回答数", ["outcome", "responder"], registry=registry)
        self._conversations = Counter("policy_conversations", "开始的对话数", registry=registry)
        self._stages = Histogram(
            "policy_stage_seconds", "回答各阶段用时", ["stage"], registry=registry, buckets=_SECONDS
        )
        self._violations = Counter("policy_guard_violations", "草稿中没有依据的内容", ["kind"], registry=registry)
        self._failed = Counter("policy_guard_failed", "未过核对、改用内置应答的回答数", registry=registry)
        self._model = {field: Counter(name, f"大语言模型用量：{field}", registry=registry) for field, name in _USAGE}
        self._index = Gauge(
            "policy_index_info", "使用中的索引", ["version"], registry=registry, multiprocess_mode="livesum"
        )
        self._working = _gauge("policy_requests_working", "正在处理的请求数", registry)
        self._waiting = _gauge("policy_requests_waiting", "排队的请求数", registry)
        self._indexed = ""

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one request and what it took."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        self._working.set(self._queue.working)
        self._waiting.set(self._queue.waiting)

    def count_conversation(self) -> None:
        """Counts one conversation that has begun."""
        self._conversations.inc()

    def count_answer(self, answer: Answer) -> None:
        """Counts one answer, through whichever face it was asked for."""
        self._answers.labels(answer.outcome, answer.responder).inc()
        for stage, taken_ms in answer.timings_ms.items():
            self._stages.labels(stage).observe(taken_ms / 1000)
        for violation in answer.guard.violations:
            self._violations.labels(violation.kind).inc()
        if not answer.guard.passed:
            self._failed.inc()
        for field, counter in self._model.items() if answer.usage is not None else ():
            counter.inc(float(getattr(answer.usage, field) or 0))

    def text(self, assistant: Assistant) -> bytes:
        """Everything in Prometheus' text format."""
        self._name_index(assistant.index_version() or "none")
        if values.ValueClass is values.MutexValue:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def _name_index(self, version: str) -> None:
        if version != self._indexed:
            if self._indexed:
                self._index.labels(self._indexed).set(0)
            self._index.labels(version).set(1)
            self._indexed = version


def _gauge(name: str, described: str, registry: CollectorRegistry) -> Gauge:
    return Gauge(name, described, registry=registry, multiprocess_mode="livesum")
