story "An officer without the role"
after "openings/order.opening"
jpn issues order1 by biller as issue1
    line 1 60000
expect refused_role clause warrant
says "refused_role (warrant): The warrant does not hold the role this act needs. Let an office-holder with that role sign. ['biller' of jpn is not issuer]"
