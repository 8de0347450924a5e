"""`python -m config.probe`: ends well if the application in this container is well."""

import os
from urllib.request import Request, urlopen

PORT = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
# Another name would be refused, whatever the state of the application.
HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()


def main() -> None:
    """Ask for the application's health; a bad answer raises."""
    request = Request(f"http://127.0.0.1:{PORT}/healthz", headers={"Host": HOST})
    with urlopen(request, timeout=4):  # noqa: S310 (an address of ours)
        pass


if __name__ == "__main__":
    main()
