# docker build -t tqcheck .   docker run --rm -v "$PWD:/repo" tqcheck check
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY tqcheck tqcheck
COPY models models
RUN python -m venv /opt/tqcheck \
    && /opt/tqcheck/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt '.[documents]'

FROM python:3.12-slim
# git tells what changed (--changed-since); the folder that is mounted belongs to somebody else.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 10001 tqcheck
COPY --from=build /opt/tqcheck /opt/tqcheck
ENV PATH="/opt/tqcheck/bin:$PATH"
USER tqcheck
WORKDIR /repo
ENTRYPOINT ["tqcheck"]
CMD ["--help"]
