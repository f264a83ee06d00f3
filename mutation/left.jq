# What the laws left: each such mutant's stretch of its file, as Stryker's "mutate" takes it. Offsets count characters from 0.
def offset($lines; $place): ([$lines[: $place.line - 1][] | length + 1] | add // 0) + $place.column - 1;
[.files | to_entries[]
  | (.value.source | split("\n")) as $lines
  | (.key | sub("^.*/Model/"; "Model/")) as $path
  | .value.mutants[]
  | select(.status | IN("Survived", "NoCoverage", "Timeout", "RuntimeError"))
  | "**/\($path){\(offset($lines; .location.start))..\(offset($lines; .location.end))}"]
| unique
