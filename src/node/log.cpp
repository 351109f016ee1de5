#include "node/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "base/instant.h"

namespace palitan::node {
namespace {

/// The name of the logger whose payload is members of an object already, without its braces.
constexpr std::string_view kMembers = "members";

/// As a JSON string. What is not UTF-8 is replaced, line ends are escaped: a line stays one line.
std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class JsonLine : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& msg, spdlog::memory_buf_t& into) override {
    const auto since = msg.time.time_since_epoch();
    const base::Instant at{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
    const auto level = spdlog::level::to_string_view(msg.level);
    const std::string_view payload(msg.payload.data(), msg.payload.size());
    const bool members = std::string_view(msg.logger_name.data(), msg.logger_name.size()) == kMembers;
    std::string line = "{\"at\":" + json_text(base::to_text(at)) +
                       ",\"level\":" + json_text({level.data(), level.size()}) + ",";
    line += members ? std::string(payload) : "\"says\":" + json_text(payload);
    line += "}\n";
    into.append(line.data(), line.data() + line.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonLine>(); }
};

struct Loggers {
  LogForm form = LogForm::text;
  std::shared_ptr<spdlog::logger> members;  ///< null before set_log_form(): text by the default logger
};
Loggers& loggers() {
  static Loggers out;
  return out;
}

std::string as_text(std::string_view says, std::span<const LogField> fields) {
  std::string out(says);
  for (const auto& field : fields) {
    out += " " + std::string(field.name) + "=";
    std::visit([&](const auto& value) { out += fmt::format("{}", value); }, field.value);
  }
  return out;
}

std::string as_members(std::string_view says, std::span<const LogField> fields) {
  std::string out = "\"says\":" + json_text(says);
  for (const auto& field : fields) {
    out += "," + json_text(field.name) + ":";
    if (const auto* text = std::get_if<std::string_view>(&field.value))
      out += json_text(*text);
    else
      std::visit([&](const auto& value) { out += nlohmann::json(value).dump(); }, field.value);
  }
  return out;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warn:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

void set_log_form(LogForm form) {
  const auto sink = std::make_shared<spdlog::sinks::stdout_sink_mt>();
  if (form == LogForm::json)
    sink->set_formatter(std::make_unique<JsonLine>());
  else
    sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l: %v");
  loggers().form = form;
  loggers().members = std::make_shared<spdlog::logger>(std::string(kMembers), sink);
  spdlog::set_default_logger(std::make_shared<spdlog::logger>("palitan", sink));
}

LogForm log_form() { return loggers().form; }

void log(LogLevel level, std::string_view says, std::span<const LogField> fields) {
  const auto& to = loggers();
  if (to.members == nullptr || to.form == LogForm::text)
    spdlog::log(level_of(level), "{}", as_text(says, fields));
  else
    to.members->log(level_of(level), "{}", as_members(says, fields));
}

}  // namespace palitan::node
