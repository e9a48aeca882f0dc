FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 1000 --home-dir /data --create-home rimanakuy

WORKDIR /opt/rimanakuy
COPY requirements requirements
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.lock \
    && uv pip install --system --no-cache --compile-bytecode --require-hashes \
        -r requirements/run.lock

COPY . .
RUN python -m web.catalogues compile && python -m compileall -q .

USER rimanakuy
ENV HOST=0.0.0.0 DATA_DIR=/data
VOLUME /data
EXPOSE 8000
CMD ["flask", "serve"]
