# Two reports of the same mutants, the laws' and the tests': what the tests were asked wins, everything else is as the laws left it.
def change: {id, mutatorName, replacement, location};
def pair($path; $laws; $tests):
  if ($laws | change) != ($tests | change) then error("\($path): mutant \($laws.id) is another one in the second run")
  elif $tests.status == "Ignored" or $laws.status == "Ignored" then $laws
  else $tests end;
.[0] as $laws | .[1] as $tests
| $laws
| .testFiles = $tests.testFiles
| reduce ($tests.files | to_entries[]) as $file (.;
    .files[$file.key].mutants = ([.files[$file.key].mutants, $file.value.mutants] | transpose | map(pair($file.key; .[0]; .[1]))))
