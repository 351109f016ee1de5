# The agreement asks for training within two years. Nobody of the usual offices has any; the purser's runs out during the exercise.
story "A warrant without training"
on 2026-09-01 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/strict-papers.toml" in force 2026-08-01
    drop visits
jpn and phl hold exercise "Exercise 26" 2026-08-01 .. 2026-12-31 as ex26
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed
expect refused_warrant_date clause training
phl appoints purser with requester trained 2024-10-01
phl asks jpn under acsa for ex26 in JPY by purser as order1
    line 1 fuel F-76 1000 LTR reimbursed
agree
on 2026-10-02
phl asks jpn under acsa for ex26 in JPY by purser as order2
    line 1 fuel F-76 1000 LTR reimbursed
expect refused_warrant_date clause training
