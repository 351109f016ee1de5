#include "store/postgres/connection.h"

#include <poll.h>

#include <algorithm>
#include <cstring>
#include <thread>

namespace palitan::store::postgres {
namespace {

using Kind = Fault::Kind;

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

/// PostgreSQL, appendix A.
Kind kind_of(std::string_view state) {
  if (state == "53100") return Kind::full;
  if (state == "53300") return Kind::crowded;
  if (state == "25006") return Kind::read_only;
  if (state == "42501" || state.starts_with("28")) return Kind::denied;
  if (state == "3D000" || state == "3F000") return Kind::absent;
  if (state.starts_with("57P") || state == "25P03" || state.starts_with("08")) return Kind::lost;
  // 57014: somebody cancelled the statement.
  if (state.starts_with("40") || state.starts_with("53") || state == "55P03" || state == "57014")
    return Kind::again;
  return Kind::broken;
}

/// "FATAL:  53300: sorry, ..." of a verbose message: the state of the last host that was tried.
std::string state_in(std::string_view message) {
  constexpr std::size_t kLength = 5;
  std::string out;
  for (std::size_t at = message.find(":  "); at != message.npos; at = message.find(":  ", at + 1)) {
    const auto code = message.substr(at + 3, kLength);
    const bool is_state = code.size() == kLength && std::ranges::all_of(code, [](char c) {
                            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                          });
    if (is_state && message.substr(at + 3 + kLength).starts_with(": ")) out = code;
  }
  return out;
}

/// A connection that could not be made. What libpq itself says is in English: nobody sets the locale.
Fault fault_of_connecting(const std::string& message, const std::string& state) {
  const auto says = [&](const char* words) { return message.find(words) != message.npos; };
  if (!state.empty()) return {kind_of(state), state, message};
  if (says("hot standby") || says("read-only")) return {Kind::read_only, state, message};
  if (says("service file") || says("definition of service")) return {Kind::absent, state, message};
  if (says("no password supplied")) return {Kind::denied, state, message};
  return {Kind::lost, state, message};
}

/// What has no SQLSTATE comes from libpq: the line is broken, or of no more use.
Fault fault_of(PGconn* db, const PGresult* result) {
  const char* state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* said = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  if (state != nullptr) return {kind_of(state), state, trimmed(said != nullptr ? said : state)};
  return {Kind::lost, {}, trimmed(PQerrorMessage(db))};
}

bool is_good(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

Rows checked(PGconn* db, PGresult* result) {
  Rows rows(result);
  if (!is_good(result)) throw fault_of(db, result);
  return rows;
}

/// The arrays that libpq takes.
struct Bound {
  explicit Bound(const Values& values) {
    for (const auto& value : values.all()) {
      // libpq takes a null pointer for NULL, also where the length is 0.
      at.push_back(value.empty() ? "" : reinterpret_cast<const char*>(value.data()));
      lengths.push_back(static_cast<int>(value.size()));
      formats.push_back(1);
    }
  }
  int count() const { return static_cast<int>(at.size()); }
  std::vector<const char*> at;
  std::vector<int> lengths;
  std::vector<int> formats;
};

void note_warning(void* to, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity == nullptr || std::strcmp(severity, "WARNING") != 0) return;
  auto& warnings = *static_cast<std::string*>(to);
  const char* said = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
  warnings += (warnings.empty() ? "" : "; ") + std::string(said != nullptr ? said : "a warning");
}

}  // namespace

base::Refusal refusal_of(const Fault& fault) {
  using base::Code;
  switch (fault.kind) {
    case Kind::lost:
      return {Code::local_busy,
              {},
              "The database does not answer (" + fault.what +
                  "). Start it, or correct host and port, then try again."};
    case Kind::again:
      return {Code::local_busy, {}, "The database could not do it now (" + fault.what + ")."};
    case Kind::full:
      return {Code::local_disk_full, {}, "It is the database's disk (" + fault.what + ")."};
    case Kind::read_only:
      return {Code::local_not_found,
              {},
              "The database that answers can only be read (" + fault.what +
                  "). Name the primary, or end its read-only setting."};
    case Kind::crowded:
      return {Code::local_busy,
              {},
              "The database takes no more connections (" + fault.what +
                  "). Raise max_connections, or end other clients."};
    case Kind::denied:
      return {Code::local_not_authorised,
              {},
              "The database does not allow it (" + fault.what +
                  "). Correct the role, its passfile or its grants."};
    case Kind::absent:
      return {Code::local_not_found,
              {},
              "No such database, schema or service (" + fault.what + "). Correct the name, or make it."};
    case Kind::broken:
      break;
  }
  return {Code::local_stopped, {}, "The database answered " + fault.state + " (" + fault.what + ")."};
}

bool may_pass(const Fault& fault) {
  return fault.kind == Kind::lost || fault.kind == Kind::again || fault.kind == Kind::crowded ||
         fault.kind == Kind::read_only;
}

std::uint64_t Rows::touched() const {
  std::uint64_t out = 0;
  for (const char* digit = PQcmdTuples(raw_.get()); *digit != '\0'; ++digit)
    out = out * 10 + static_cast<std::uint64_t>(*digit - '0');
  return out;
}

std::int64_t Rows::integer(int row, int column) const {
  const auto view = bytes(row, column);
  std::uint64_t out = 0;
  for (const auto byte : view) out = out << 8 | byte;
  const std::size_t bits = view.size() * 8;
  if (bits > 8 && bits < 64 && (out >> (bits - 1)) != 0) out |= ~std::uint64_t{0} << bits;
  return static_cast<std::int64_t>(out);
}

base::ByteView Rows::bytes(int row, int column) const {
  return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(raw_.get(), row, column)),
          static_cast<std::size_t>(PQgetlength(raw_.get(), row, column))};
}

base::Result<Words> read_words(const std::string& connection, const std::string& name) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(connection.c_str(), &error), PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> said(error, PQfreemem);
  // Not the words themselves: what is wrong in them may be a password.
  if (!parsed)
    return base::refuse(base::Code::local_draft,
                        "These are no words of a PostgreSQL connection. Write, for example, service=hq.");
  Words out;
  const auto named = [&](std::string_view key) {
    return std::ranges::any_of(out.all, [&](const auto& word) { return word.first == key; });
  };
  for (const auto* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view key = option->keyword;
    if (key == "password" || key == "sslpassword")
      return base::refuse(
          base::Code::local_draft,
          "A password does not belong there. Put it into the passfile (~/.pgpass, mode 0600).");
    if (key != "application_name" && key != "client_encoding") out.all.emplace_back(key, option->val);
  }
  out.all.emplace_back("application_name", name);
  out.all.emplace_back("client_encoding", "UTF8");
  // A primary that went away without a word is noticed within these times; a standby is none.
  constexpr std::pair<const char*, const char*> kOurs[] = {
      {"target_session_attrs", "primary"}, {"connect_timeout", "5"},  {"keepalives_idle", "10"},
      {"keepalives_interval", "5"},        {"keepalives_count", "3"}, {"tcp_user_timeout", "25000"},
  };
  for (const auto& [key, value] : kOurs)
    if (!named(key)) out.all.emplace_back(key, value);
  return out;
}

Connection::Connection(const Words& words)
    : raw_(nullptr, PQfinish), warnings_(std::make_unique<std::string>()) {
  std::vector<const char*> keys;
  std::vector<const char*> values;
  for (const auto& [key, value] : words.all) keys.push_back(key.c_str()), values.push_back(value.c_str());
  keys.push_back(nullptr), values.push_back(nullptr);
  raw_.reset(PQconnectdbParams(keys.data(), values.data(), 0));
  if (!raw_) throw Fault{Kind::broken, {}, "no memory for a connection"};
  if (PQstatus(raw_.get()) != CONNECTION_OK) {
    // Once more, so that the message names the SQLSTATE: a failed connection has no other way to tell it.
    const auto first = trimmed(PQerrorMessage(raw_.get()));
    PQsetErrorVerbosity(raw_.get(), PQERRORS_VERBOSE);
    PQreset(raw_.get());
    if (PQstatus(raw_.get()) != CONNECTION_OK)
      throw fault_of_connecting(first, state_in(PQerrorMessage(raw_.get())));
    PQsetErrorVerbosity(raw_.get(), PQERRORS_DEFAULT);
  }
  PQsetNoticeReceiver(raw_.get(), note_warning, warnings_.get());
}

Rows Connection::run(const std::string& sql) { return checked(raw(), PQexec(raw(), sql.c_str())); }

Rows Connection::run(const std::string& sql, const Values& values) {
  const Bound bound(values);
  return checked(raw(), PQexecParams(raw(), sql.c_str(), bound.count(), nullptr, bound.at.data(),
                                     bound.lengths.data(), bound.formats.data(), 1));
}

Rows Connection::run_within(std::chrono::milliseconds time, const std::string& sql, const Values& values) {
  using std::chrono::steady_clock;
  const auto until = steady_clock::now() + time;
  const Bound bound(values);
  if (PQsendQueryParams(raw(), sql.c_str(), bound.count(), nullptr, bound.at.data(), bound.lengths.data(),
                        bound.formats.data(), 1) != 1)
    throw fault_of(raw(), nullptr);
  while (PQisBusy(raw()) != 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
    if (left.count() <= 0)
      throw Fault{Kind::lost, {}, "no answer within " + std::to_string(time.count()) + " ms"};
    pollfd wait{PQsocket(raw()), POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(left.count())) > 0 && PQconsumeInput(raw()) != 1)
      throw fault_of(raw(), nullptr);
  }
  Rows out(PQgetResult(raw()));
  if (out.raw() == nullptr) throw fault_of(raw(), nullptr);
  while (Rows(PQgetResult(raw())).raw() != nullptr) {
  }
  if (!is_good(out.raw())) throw fault_of(raw(), out.raw());
  return out;
}

void Connection::prepare(const std::vector<std::pair<const char*, const char*>>& named) {
  if (PQenterPipelineMode(raw()) != 1) throw fault_of(raw(), nullptr);
  for (const auto& [name, sql] : named)
    if (PQsendPrepare(raw(), name, sql, 0, nullptr) != 1) throw fault_of(raw(), nullptr);
  if (PQpipelineSync(raw()) != 1) throw fault_of(raw(), nullptr);
  std::unique_ptr<Fault> first;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const Rows rows(PQgetResult(raw()));
    if (rows.raw() == nullptr || PQstatus(raw()) != CONNECTION_OK) throw fault_of(raw(), rows.raw());
    if (!is_good(rows.raw()) && !first) first = std::make_unique<Fault>(fault_of(raw(), rows.raw()));
    Rows(PQgetResult(raw()));  // the end of one statement's answer
  }
  Rows(PQgetResult(raw()));  // of the pipeline
  if (first) throw *first;
  if (PQexitPipelineMode(raw()) != 1) throw fault_of(raw(), nullptr);
}

Rows Connection::ask(const char* prepared, const Values& values) {
  const Bound bound(values);
  return checked(raw(), PQexecPrepared(raw(), prepared, bound.count(), bound.at.data(), bound.lengths.data(),
                                       bound.formats.data(), 1));
}

bool Connection::is_idle() const {
  return PQstatus(raw()) == CONNECTION_OK && PQtransactionStatus(raw()) == PQTRANS_IDLE &&
         PQpipelineStatus(raw()) == PQ_PIPELINE_OFF;
}

bool Connection::roll_back() noexcept {
  if (PQstatus(raw()) != CONNECTION_OK || PQpipelineStatus(raw()) != PQ_PIPELINE_OFF) return false;
  if (PQtransactionStatus(raw()) != PQTRANS_IDLE) Rows(PQexec(raw(), "ROLLBACK"));
  return is_idle();
}

Pipeline::Pipeline(Connection& db) : db_(db) {
  if (PQenterPipelineMode(db_.raw()) != 1) throw fault_of(db_.raw(), nullptr);
}

void Pipeline::put(const char* prepared, const Values& values) {
  const Bound bound(values);
  if (PQsendQueryPrepared(db_.raw(), prepared, bound.count(), bound.at.data(), bound.lengths.data(),
                          bound.formats.data(), 1) != 1)
    throw fault_of(db_.raw(), nullptr);
  ++sent_;
}

std::vector<Rows> Pipeline::finish() {
  if (PQpipelineSync(db_.raw()) != 1) throw fault_of(db_.raw(), nullptr);
  std::vector<Rows> out;
  std::unique_ptr<Fault> first;
  for (std::size_t i = 0; i < sent_; ++i) {
    out.emplace_back(PQgetResult(db_.raw()));
    const auto* answer = out.back().raw();
    if (answer == nullptr || PQstatus(db_.raw()) != CONNECTION_OK) throw fault_of(db_.raw(), answer);
    if (!is_good(answer) && !first) first = std::make_unique<Fault>(fault_of(db_.raw(), answer));
    Rows(PQgetResult(db_.raw()));  // the end of one statement's answer
  }
  const Rows end(PQgetResult(db_.raw()));
  if (end.raw() == nullptr || PQresultStatus(end.raw()) != PGRES_PIPELINE_SYNC)
    throw fault_of(db_.raw(), end.raw());
  if (PQexitPipelineMode(db_.raw()) != 1) throw fault_of(db_.raw(), nullptr);
  if (first) throw *first;
  return out;
}

void Patience::rest() {
  constexpr int kFirst = 20, kMost = 500;
  std::this_thread::sleep_for(std::chrono::milliseconds(next_ms_));
  next_ms_ = next_ms_ == 0 ? kFirst : std::min(2 * next_ms_, kMost);
}

}  // namespace palitan::store::postgres
