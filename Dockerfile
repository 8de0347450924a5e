# The web application; docker-compose.yml says what it needs around it.

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml constraints.txt ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim-bookworm
# A number, so that a cluster can see that it is not root's.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin record
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PROFILE=production \
    STATIC_ROOT=/srv/static \
    BIND=0.0.0.0:8000
WORKDIR /app
COPY --from=build /venv /venv
# Root's, and so read-only to the application.
COPY . .
# It needs no secret: nothing is signed here.
RUN python manage.py collectstatic --no-input --verbosity 0
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn"]
