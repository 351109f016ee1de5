# A paper with personal data is erased by the side that attached it, everywhere; its hash stays in the record.
story "Erasing what another attached"
after "../openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1 attaching "crew.pdf"
    line 1 water WATER 20 MTQ reimbursed
agree
"crew.pdf" lies at jpn phl
jpn does erase in order1 by custodian
    of order1
    attachment "crew.pdf"
    reason "names of the crew"
expect refused_erase clause erase
says "refused_erase (erase): Only the party that attached it may erase it. Ask that party to erase it. [attached by phl]"
phl does erase in order1 by custodian
    of order1
    attachment "other.pdf"
    reason "names of the crew"
expect refused_cited clause erase
phl does erase in order1 by custodian
    of order1
    attachment "crew.pdf"
    reason "names of the crew"
phl does erase in order1 by custodian
    of order1
    attachment "crew.pdf"
    reason "names of the crew"
expect refused_already clause erase
agree
# On both nodes the bytes are gone, and neither asks the other for them again.
"crew.pdf" is gone from jpn phl
"crew.pdf" is gone from jpn phl
