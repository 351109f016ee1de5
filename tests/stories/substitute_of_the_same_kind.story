# The agreement counts F-44 as the same kind as F-76, and says nothing the other way round.
story "Replaced by a substitute"
after "openings/lent-fuel.opening"
phl returns order1 as return1
    line 1 60000 of F-44 LTR
jpn accepts return1
    line 1 60000
phl returns order1 as return2
    line 1 40000 of JP-8 LTR
expect accepted_irregular clause same-kind because refused_replacement
agree
# What moved is shown as what it was; the debt is F-76.
balance jpn:due_in_kind:phl F-76/LTR is 40000
balance phl:irregular:jpn JP-8/LTR is -40000
