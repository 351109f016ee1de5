story "A service cannot be replaced in kind"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 port_airport_services BERTH 2 DAY replaced in kind
expect refused_means clause annex-port-airport-services
says "refused_means (annex-port-airport-services: Services at seaports and airports, berthing among them. Settled in money or by a service of equal value.): The instrument does not allow that means of settlement for the category. Use a means that it allows. [means 'replacement_in_kind' is not allowed for 'port_airport_services'; allowed are: reimbursement, equal_value_exchange]"
