# 政策咨询助手：两步构建，最终镜像只含 Python、依赖和程序，以普通用户运行。
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/venv
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --no-cache-dir --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY ui ui
COPY eval eval
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app assistant \
    && mkdir -p /app/data \
    && chown -R assistant /app
COPY --from=build /opt/venv /opt/venv
COPY --chown=assistant corpus /app/corpus
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    POLICY_LOG=json
USER 10001
EXPOSE 8000
VOLUME ["/app/data"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
ENTRYPOINT ["policy-assistant"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
