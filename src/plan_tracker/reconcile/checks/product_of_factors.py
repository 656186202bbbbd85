"""A figure that is not the product of what it is made of."""

from collections.abc import Iterable

from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Between, Listed, Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named, statement_words
from plan_tracker.reconcile.system.products import multiplied, printed_products
from plan_tracker.reconcile.system.system import System


class ProductOfFactors:
    """A figure that is not the product of what it is made of."""

    page = page_of("PT309")

    def about(self, spoken: Spoken) -> Mask:
        """Results and factors that are all printed."""
        owners = [each.owners.ravel() for each in printed_products(spoken.system)]
        taking_part = spoken.nothing()
        for rows in owners:
            taking_part[rows] = True
        return taking_part

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a product: the result may be wrong, and so may any factor."""
        for printed in printed_products(system):
            for owners in printed.owners.tolist():
                result, *factors = owners
                intervals = [_interval(system, factor) for factor in factors]
                product = multiplied(system.plan, printed.product, intervals)
                if product is None or not (product & _interval(system, result)).empty:
                    continue

                unit = system.plan.indicators[printed.product.result].unit
                yield Remark(
                    "warning",
                    tuple(owners),
                    phrase(
                        "{factors} make {product}, and {result} is printed.",
                        factors=Listed([_words(system, factor) for factor in factors]),
                        product=Between(product, unit),
                        result=_words(system, result),
                    ),
                    phrase(
                        "Compare the documents: any of them may be wrong. That one is the product "
                        "of the others is an assumption of the plan ({name}).",
                        name=printed.product.id,
                    ),
                    suspects=tuple((owner,) for owner in owners),
                )


def _interval(system: System, owner: int) -> Interval:
    return system.statements[owner].readings[0].ordinary


def _words(system: System, owner: int) -> Phrase:
    statement = system.statements[owner]
    return statement_words(statement, named(system, statement))
