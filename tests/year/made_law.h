// The two agreements of the made year.
#pragma once
#include "terms/instrument.h"

namespace palitan::year {

terms::Instrument sea_rules();
terms::Instrument air_rules();

}  // namespace palitan::year
