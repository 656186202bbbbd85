"""What docs/python.md shows; run it in the folder that holds targets/ and seeds/."""

from datetime import date

import plan_tracker

loaded = plan_tracker.load(".")
print(f"{len(loaded.plan.targets)} targets, {len(loaded.frame)} statements")

checked = plan_tracker.check(loaded)
for finding in checked.findings:
    if finding.repair is not None and finding.severity == "error":
        print(finding.code, finding.repair.from_, "→", finding.repair.to)

unsure = checked.observations.query("state == 'disputed'")
print(f"{len(unsure)} of {len(checked.observations)} observations are disputed")

progress = plan_tracker.status(loaded, as_of=date(2023, 6, 30))
for each in progress.targets:
    if each.status == "off-track" and each.attainment is not None:
        print(f"{each.id}: {each.attainment.value:.2f} %")
