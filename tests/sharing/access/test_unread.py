"""What a client is told whose header has no token that could be read."""

from base64 import b64encode

import pytest

from sharing.access.secrets import why_unread


@pytest.mark.parametrize(
    ("header", "clue"),
    [
        ("", "There is no Authorization header"),
        ("   ", "There is no Authorization header"),
        ("{token}", "without the word Bearer"),
        ("Token {token}", "neither Bearer nor Basic"),
        ("Bearer {cut}", "cut in copying"),
        ("Bearer {token}{token}{token}{token}{token}", "cut in copying"),
        ("Basic {token}", "cannot be read"),
        ("Basic {as_name}", "as the user name"),
        ("Basic {as_name_alone}", "as the user name"),
        ("Basic {no_password}", "without a password"),
        ("Basic {other_password}", "cut in copying"),
    ],
)
def test_whoever_sends_no_token_is_told_what_is_wrong_and_gets_nothing_back(
    header: str, clue: str
) -> None:
    token = f"cia_{'0' * 12}.{'x' * 43}"
    pairs = {
        "as_name": f"{token}:",
        "as_name_alone": token,
        "no_password": "name:",
        "other_password": "name:word",
    }
    encoded = {name: b64encode(each.encode()).decode() for name, each in pairs.items()}

    reason = why_unread(header.format(token=token, cut=token[:-1], **encoded))

    assert clue in reason
    assert "x" * 9 not in reason
