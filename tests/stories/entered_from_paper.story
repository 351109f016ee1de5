# Two ships sign by hand; their clerks enter the forms. Each entry is the word of the clerk's own party alone, until the other
# side answers it, or says that it holds what was signed.
story "Entered from paper"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY on paper signed by "LCDR Cruz" with scan "form-0117.pdf" as order1
    line 1 fuel F-76 1000 LTR replaced in kind
agree
order1 is unconfirmed
jpn offers order1
order1 is confirmed
phl accepts order1 on paper signed by "LCDR Cruz" as acceptance1
expect refused_paper clause paper
phl accepts order1 on paper signed by "LCDR Cruz" with scan "form-0117.pdf" as acceptance1
agree
acceptance1 is unconfirmed
jpn issues order1 on paper signed by "LCDR Sato" and "LT Cruz" with scan "form-0118.pdf" as issue1
    line 1 1000
acceptance1 is confirmed
issue1 is unconfirmed
phl receives issue1 as receipt1
    line 1 1000
issue1 is confirmed
phl returns order1 on paper signed by "LT Cruz" as return1
    line 1 1000
expect refused_paper clause paper
phl returns order1 on paper signed by "LT Cruz" with scan "form-0200.pdf" as return1
    line 1 1000
agree
return1 is unconfirmed
phl confirms paper return1
expect refused_side clause paper
jpn confirms paper receipt1
expect refused_cited clause paper
jpn confirms paper return1
return1 is confirmed
jpn confirms paper return1
expect refused_already clause paper
jpn accepts return1
    line 1 1000
phl closes order1
agree
order1 is closed
