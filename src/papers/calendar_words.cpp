#include "papers/calendar_words.h"

#include <fmt/format.h>

namespace palitan::papers {
namespace {
using reports::GrantStep;
using reports::Step;

/// A step that has no word here does not compile.
std::string_view word(Step step, Language language) {
  switch (step) {
#define STEP(name, ja, fil) \
  case Step::name:          \
    return language == Language::japanese ? ja : fil;
#include "papers/calendar_words.def"
  }
  return name(step);
}
std::string_view word(GrantStep step, Language language) {
  switch (step) {
#define GRANT(name, ja, fil) \
  case GrantStep::name:      \
    return language == Language::japanese ? ja : fil;
#include "papers/calendar_words.def"
  }
  return name(step);
}
}  // namespace

reports::CalendarWords calendar_words(std::optional<Language> language) {
  reports::CalendarWords out;
  if (!language) return out;
  out.step = [at = *language](Step step) { return std::string(word(step, at)); };
  out.grant_step = [at = *language](GrantStep step) { return std::string(word(step, at)); };
  if (*language == Language::japanese) {
    out.visit = [](const auto& visitor, const auto& host) {
      return fmt::format("{}による{}訪問", visitor, host);
    };
    out.consent = [](const auto& visit, const auto& host) {
      return fmt::format("{}：{}の回答期限", visit, host);
    };
    out.import = [](const auto& visit, const auto& what) {
      return fmt::format("{}：{}の搬出期限", visit, what);
    };
  } else {
    out.visit = [](const auto& visitor, const auto& host) {
      return fmt::format("pagdalaw ng {} sa {}", visitor, host);
    };
    out.consent = [](const auto& visit, const auto& host) {
      return fmt::format("{}: takda ng sagot ng {}", visit, host);
    };
    out.import = [](const auto& visit, const auto& what) {
      return fmt::format("{}: dapat nang ilabas sa bansa ang {}", visit, what);
    };
  }
  return out;
}

}  // namespace palitan::papers
