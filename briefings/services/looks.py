"""Templates and series: plain values, checked before they are kept."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from briefings.models import Series, Template
from briefings.request import SECTIONS
from briefings.theme import BadLook, Theme


@transaction.atomic
def save_template(
    template: Template, look: Mapping[str, str], *, by: User, at: datetime
) -> Template:
    """Keep how briefings look; those that are asked for or out stay as they are.

    Raises:
        ValidationError: a value cannot be printed, or the name is taken.
    """
    told = {name: value for name, value in look.items() if value}
    try:
        theme = Theme.of(tuple(sorted(told.items())))
    except BadLook as error:
        raise ValidationError(str(error)) from error
    unknown = [each for each in theme.order if each not in SECTIONS]
    if unknown:
        raise ValidationError(f"There is no section {', '.join(unknown)}.")
    template.look, template.by, template.at = told, by, at
    template.full_clean()
    template.save()
    return template


@transaction.atomic
def save_series(series: Series, *, by: User, at: datetime) -> Series:
    """Keep a series; the numbers that were given stay as they are.

    Raises:
        ValidationError: its name or code is taken or cannot be a number's beginning.
    """
    series.by, series.at = by, at
    series.full_clean()
    series.save()
    return series
