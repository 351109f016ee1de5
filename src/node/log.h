// The operator's log: lines for people, or one JSON object a line for programs. On standard output. No secret
// and nothing of the record is ever handed to it.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace palitan::node {

enum class LogForm { text, json };
enum class LogLevel { info, warn, error };

/// The form of all that is logged from now on, by spdlog's default logger too. At first: text. REQUIRES: no
/// other thread logs meanwhile.
void set_log_form(LogForm form);
LogForm log_form();

struct LogField {
  std::string_view name;  ///< letters a-z and '_'; not "at", "level" or "says"
  std::variant<std::string_view, std::uint64_t, double> value;
};

/// A line with fields of its own. As text "says name=value name=value"; as JSON members beside "at" (UTC),
/// "level" and "says". Any thread.
void log(LogLevel level, std::string_view says, std::span<const LogField> fields);
inline void log(LogLevel level, std::string_view says, std::initializer_list<LogField> fields = {}) {
  log(level, says, std::span(fields.begin(), fields.size()));
}

}  // namespace palitan::node
