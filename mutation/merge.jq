# Shards of one run have the same files, sources and mutants; each left the others' files out ("Ignored"). What a shard tried wins.
def tried: .status != "Ignored";
def same($a; $b): ($a | del(.mutants)) == ($b | del(.mutants)) and ($a.mutants | map(.id)) == ($b.mutants | map(.id));
# A mutant that two shards tried, a canary, has one fate; where they disagree nothing is merged.
def pair($path; $a; $b):
  if ($b | tried | not) then $a elif ($a | tried | not) then $b
  elif $a.status == $b.status then $a
  else error("\($path): mutant \($a.id) is \($a.status) in one shard and \($b.status) in another") end;
reduce .[1:][] as $next (.[0];
  reduce ($next.files | to_entries[]) as $file (.;
    if .files[$file.key] == null then .files[$file.key] = $file.value
    elif same(.files[$file.key]; $file.value) then
      .files[$file.key].mutants = ([.files[$file.key].mutants, $file.value.mutants] | transpose | map(pair($file.key; .[0]; .[1])))
    else error("\($file.key): another source or other mutants in another shard") end)
  | .testFiles = ((.testFiles // {}) * ($next.testFiles // {})))
