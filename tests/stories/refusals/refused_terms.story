story "An instrument that contradicts itself"
on 2026-09-01 +08:00
parties jpn phl
jpn proposes acsa from "instruments/jpn-phl-acsa-2026.toml"
    exclude ammunition when jpn supplies clause no-weapons
    exclude ammunition when phl supplies clause no-weapons
expect refused_terms
says "refused_terms (annex-ammunition): The instrument's rules cannot be read or contradict themselves. Correct the file and propose it again. [category 'ammunition' is listed, yet excluded for every party]"
jpn proposes acsa from "instruments/jpn-phl-acsa-2026.toml"
    with its rules cut short
expect refused_terms
