# How often Japan and the United States supplied each other: 208 times in the fiscal year 2003, 626 in 2004, 782 in 2005, and
# 8,276 times from 1996 to 2015, of which Japan gave 5,080 and got 3,196 [DOMAIN 8.10]. How the three years divide into given and
# got was not published: the story divides them as the twenty years do. All twenty are counted in tests/year.
story "Twenty years of counts: the three years with figures"

on 2003-04-01 +09:00
parties jpn usa
jpn and usa ratify acsa from "instruments/three-way.toml" in force 2003-04-01
    between jpn usa
jpn and usa hold relief "Support" 2003-04-01 .. 2006-03-31 as support

on 2003-06-01
repeat 128 times
    usa asks jpn under acsa for support in JPY as given2003-{n}
        line 1 water WATER 1 MTQ replaced in kind
    jpn offers given2003-{n}
    usa accepts given2003-{n}
    jpn issues given2003-{n} as issue-given2003-{n}
        line 1 1
    usa receives issue-given2003-{n}
        line 1 1
agree

# The last day of the fiscal year still counts in it.
on 2004-03-31
repeat 80 times
    jpn asks usa under acsa for support in JPY as got2003-{n}
        line 1 water WATER 1 MTQ replaced in kind
    usa offers got2003-{n}
    jpn accepts got2003-{n}
    usa issues got2003-{n} as issue-got2003-{n}
        line 1 1
    jpn receives issue-got2003-{n}
        line 1 1
agree

on 2004-06-01
repeat 384 times
    usa asks jpn under acsa for support in JPY as given2004-{n}
        line 1 water WATER 1 MTQ replaced in kind
    jpn offers given2004-{n}
    usa accepts given2004-{n}
    jpn issues given2004-{n} as issue-given2004-{n}
        line 1 1
    usa receives issue-given2004-{n}
        line 1 1
agree

# The last day of the fiscal year still counts in it.
on 2005-03-31
repeat 242 times
    jpn asks usa under acsa for support in JPY as got2004-{n}
        line 1 water WATER 1 MTQ replaced in kind
    usa offers got2004-{n}
    jpn accepts got2004-{n}
    usa issues got2004-{n} as issue-got2004-{n}
        line 1 1
    jpn receives issue-got2004-{n}
        line 1 1
agree

on 2005-06-01
repeat 480 times
    usa asks jpn under acsa for support in JPY as given2005-{n}
        line 1 water WATER 1 MTQ replaced in kind
    jpn offers given2005-{n}
    usa accepts given2005-{n}
    jpn issues given2005-{n} as issue-given2005-{n}
        line 1 1
    usa receives issue-given2005-{n}
        line 1 1
agree

# The last day of the fiscal year still counts in it.
on 2006-03-31
repeat 302 times
    jpn asks usa under acsa for support in JPY as got2005-{n}
        line 1 water WATER 1 MTQ replaced in kind
    usa offers got2005-{n}
    jpn accepts got2005-{n}
    usa issues got2005-{n} as issue-got2005-{n}
        line 1 1
    jpn receives issue-got2005-{n}
        line 1 1
agree

the fiscal year 2003 counts jpn to usa 128
the fiscal year 2003 counts usa to jpn 80
the fiscal year 2004 counts jpn to usa 384
the fiscal year 2004 counts usa to jpn 242
the fiscal year 2005 counts jpn to usa 480
the fiscal year 2005 counts usa to jpn 302
# Another fiscal year cuts the same orders elsewhere.
the fiscal year 2004 from jan counts jpn to usa 384
the fiscal year 2004 from jan counts usa to jpn 80
balance jpn:due_in_kind:usa WATER/MTQ is 992
balance usa:due_in_kind:jpn WATER/MTQ is 624
