"""Why nothing was published."""

from collections.abc import Iterable

from sharing.compile import Problem


class CannotPublish(Exception):
    """Nothing was written; ``problems`` holds everything that is wrong, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(problems))
        count = len(self.problems)
        found = "1 problem" if count == 1 else f"{count} problems"
        lines = "\n".join(f"  {each}" for each in self.problems)
        super().__init__(f"Nothing was published, {found}:\n{lines}")
