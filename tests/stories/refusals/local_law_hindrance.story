# Giving must not hinder the giver's own forces: its law asks that this be declared.
story "Nothing said of the own forces' tasks"
after "openings/exercise.opening"
jpn follows its own law from "instruments/overlays/jpn-sdf-act.toml"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 water WATER 200 MTQ reimbursed
jpn offers order1
    line 1 at 300
    declares ground "parallel-article" by authority "MOD order 12"
expect local_law_hindrance clause no-hindrance
says "local_law_hindrance (no-hindrance: Giving must not hinder the tasks of the Self-Defense Forces.): The party's own law asks for a declaration that its forces' tasks are not hindered. Declare it before signing. [it is not declared that the own forces are not hindered]"
order1 is requested
jpn offers order1
    line 1 at 300
    declares ground "parallel-article" not hindering by authority "MOD order 12"
phl accepts order1
agree
order1 is accepted
