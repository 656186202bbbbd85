"""What docs/python.md shows; run it in the folder that holds targets/ and seeds/."""

from pathlib import Path
from tempfile import TemporaryDirectory

import plan_tracker

loaded = plan_tracker.load(".")
print(loaded)

checked = plan_tracker.check(loaded)
for finding in checked.findings:
    if finding.repair is not None and finding.severity == "error":
        print(finding.code, finding.repair.from_, "→", finding.repair.to)
print(checked.findings_frame.groupby("severity").size().to_dict())

unsure = checked.observations.query("state == 'disputed'")
print(f"{len(unsure)} of {len(checked.observations)} observations are disputed")

progress = plan_tracker.status(loaded, as_of="2023-06-30")
declared = progress.frame.query("origin == 'declared' and status == 'off-track'")
print(declared[["id", "attainment", "shortfall_percent"]].round(1).to_string(index=False))

drawing = plan_tracker.plot(loaded, "ndxp-2023")  # a notebook shows it, as it does the values
with TemporaryDirectory() as folder:
    drawing.write(Path(folder) / "ndxp.png")
    plan_tracker.write(loaded, Path(folder) / "report.docx", lang="vi")
    print(sorted(file.name for file in Path(folder).iterdir()))
