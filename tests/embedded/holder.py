"""A supervisor of PostgreSQL and Valkey alone, to be killed: `python -m tests.embedded.holder FOLDER`.

Prints the addresses as JSON when both answer, and keeps them running until a signal.
"""

import json
import sys
from pathlib import Path

from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.stack import Plan, running
from izaportal.embedded.supervisor import StopRequested, Supervisor, stopping_on_signals, watch


def main() -> int:
    try:
        with stopping_on_signals(), running(Plan(Path(sys.argv[1]), "proef")) as stack:
            addresses = {"database": stack.servers.database_url, "redis": stack.servers.redis_url}
            sys.stdout.write(f"{json.dumps(addresses)}\n")
            sys.stdout.flush()
            watch([Supervisor(stack.children)], until=lambda: False)
    except StartRefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except StopRequested:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
