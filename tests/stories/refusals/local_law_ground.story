# Japan's own law asks for a ground for each giving. Its node asks that law before it signs; the partner hears nothing.
story "No ground in the giver's own law"
after "openings/exercise.opening"
jpn follows its own law from "instruments/overlays/jpn-sdf-act.toml"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 water WATER 200 MTQ reimbursed
jpn offers order1
    line 1 at 300
expect local_law_ground clause statutory-ground
says "local_law_ground (statutory-ground: An agreement is only the frame: the power to give comes from domestic law, so each giving names its ground there.): The party's own law names no ground for this. Have the ground recorded before signing. [no ground is declared; grounds that cover this: parallel-article]"
# A ground that is there, but for other partners.
jpn offers order1
    line 1 at 300
    declares ground "joint-exercise" not hindering by authority "MOD order 12"
expect local_law_ground clause joint-exercise
says "local_law_ground (joint-exercise: To forces of the United States that take part in an exercise together with the Self-Defense Forces.): The party's own law names no ground for this. Have the ground recorded before signing. [ground 'joint-exercise' does not cover partner 'phl']"
# Whoever names a ground says who decided.
jpn offers order1
    line 1 at 300
    declares ground "parallel-article" not hindering
expect local_law_ground clause who-decides
order1 is requested
jpn offers order1 as offer1
    line 1 at 300
    declares ground "parallel-article" not hindering by authority "MOD order 12"
phl accepts order1
agree
order1 is accepted
# It is asked after a restart, too, and never of what binds to nothing new.
jpn restarts
phl asks jpn under acsa for ex26 in JPY as order2
    line 1 water WATER 100 MTQ reimbursed
jpn offers order2
    line 1 at 300
expect local_law_ground
jpn issues order1
    line 1 200
agree
