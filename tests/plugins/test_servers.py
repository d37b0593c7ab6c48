"""What a test run gets, seen from inside one."""

import os

import psycopg
import pytest
import redis

from tests.plugins.servers import TEST_ENVIRONMENT


def test_the_run_has_its_environment() -> None:
    assert {name: os.environ[name] for name in TEST_ENVIRONMENT} == TEST_ENVIRONMENT
    assert "IZAPORTAL_DEMO" not in os.environ


def test_the_embedded_servers_hurry() -> None:
    if "host=" not in os.environ["DATABASE_URL"]:
        pytest.skip("DATABASE_URL names another server; its settings are its own")
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)


def test_each_worker_has_its_number() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    with redis.from_url(os.environ["REDIS_URL"]) as client:
        number = client.connection_pool.connection_kwargs["db"]
        assert client.ping()
    assert worker is None or number == int(worker.removeprefix("gw")) + 1
