story "Netting without the parties' opting in"
after "../openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR replaced in kind
jpn offers order1
phl accepts order1
jpn issues order1 as issue1
    line 1 1000
phl receives issue1
    line 1 1000
phl does lock_debt in order1 by payer
    partnership order1
    round "2026-2"
    line 1
    amount 1000 units
    until 2026-09-30
expect refused_netting clause netting
says "refused_netting (netting: Debts of one commodity that run in circles among partners may be cancelled against each other, each party's net position staying as it is, only where the parties have filled in how many days a debt may be held for that.): The instrument's parties have not opted in to netting, or not for so long. Have them fill in how long a debt may be held when they ratify. [its parties left 'netting.lock_days' open]"
agree
