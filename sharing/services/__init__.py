"""Every write of the store: publish and retract; and minting names for case files."""

from sharing.services.minting import mint_case_names
from sharing.services.problems import CannotPublish
from sharing.services.publishing import publish
from sharing.services.retracting import retract

__all__ = ["CannotPublish", "mint_case_names", "publish", "retract"]
