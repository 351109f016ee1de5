// What the calendar says in each language of the pages.
#pragma once
#include "papers/form_words.h"
#include "reports/calendar_rows.h"

namespace palitan::papers {

/// English without a language.
reports::CalendarWords calendar_words(std::optional<Language> language);

}  // namespace palitan::papers
