#include "api/read_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <deque>
#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "node/files.h"

namespace palitan::api {
namespace {

using base::Code;
using Line = nlohmann::ordered_json;

constexpr const char* kLog = "reads.log";
constexpr const char* kTip = "reads.tip";
constexpr const char* kFault = "fault";
constexpr ::mode_t kMode = 0600;

/// A line without its end, in bytes that depend on the read alone.
std::string line_of(const Read& read, const base::Hash& before) {
  Line out = {{"n", read.number}, {"at", base::to_text(read.at)}, {"by", read.by}, {"what", read.what}};
  if (!read.book.empty()) out["book"] = read.book;
  if (!read.item.empty()) out["item"] = read.item;
  out["before"] = base::to_hex(before.view());
  return out.dump(-1, ' ', false, Line::error_handler_t::replace);
}

struct Parsed {
  Read read;
  base::Hash before;
};
std::optional<Parsed> parse(const std::string& text) {
  const auto line = Line::parse(text, nullptr, false);
  if (!line.is_object()) return std::nullopt;
  const auto word = [&](const char* name) {
    const auto at = line.find(name);
    return at != line.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  const auto number = line.find("n");
  const auto at = base::parse_effective(word("at"));
  const auto before = base::fixed_from_hex<base::Hash>(word("before"));
  if (number == line.end() || !number->is_number_unsigned() || !at || !before) return std::nullopt;
  return Parsed{{number->get<std::uint64_t>(), at->at, word("by"), word("what"), word("book"), word("item")},
                *before};
}

/// The whole file, line by line.
struct Scan {
  ReadTip tip;
  std::uint64_t size = 0;                  ///< bytes of whole lines
  bool torn = false;                       ///< bytes without a line's end stand behind them
  std::vector<std::string> faults;         ///< the first few
  std::map<std::uint64_t, base::Hash> at;  ///< hashes of the lines with the numbers asked for
};

constexpr std::size_t kFaultsMax = 20;
using Tips = std::vector<ReadTip>;  ///< of which it is known that they were here

template <class Each>
base::Result<Scan> scan(const std::filesystem::path& dir, const Tips& expected, const Each& each) {
  Scan out;
  std::ifstream in(dir / kLog, std::ios::binary);
  std::error_code error;
  if (!in && std::filesystem::exists(dir / kLog, error))
    return base::refuse(Code::local_damaged, (dir / kLog).string() + " cannot be read");
  const auto fault = [&](std::string says) {
    if (out.faults.size() < kFaultsMax) out.faults.push_back(std::move(says));
  };
  std::uint64_t line = 0;
  for (std::string text; in && std::getline(in, text);) {
    if (in.eof()) {
      out.torn = !text.empty();
      break;
    }
    ++line;
    out.size += text.size() + 1;
    const auto parsed = parse(text);
    if (!parsed)
      fault(fmt::format("line {} cannot be read", line));
    else if (parsed->before != out.tip.hash || parsed->read.number != out.tip.number + 1)
      fault(fmt::format(
          "line {} does not follow from the one before: a line was altered, taken out or put in", line));
    out.tip = {parsed ? parsed->read.number : out.tip.number + 1, crypto::sha256(base::view_of(text))};
    for (const auto& one : expected)
      if (one.number == out.tip.number) out.at[one.number] = out.tip.hash;
    if (parsed) each(parsed->read);
  }
  return out;
}

/// What is missing or another than it was; nothing where all that was seen is still there.
std::optional<std::string> lost(const Scan& seen, const ReadTip& expected) {
  const auto found = seen.at.find(expected.number);
  if (expected.number == 0 || (found != seen.at.end() && found->second == expected.hash)) return std::nullopt;
  if (seen.tip.number + 1 == expected.number)
    return fmt::format("line {} was here and is not", expected.number);
  if (seen.tip.number < expected.number)
    return fmt::format("lines {} to {} were here and are not", seen.tip.number + 1, expected.number);
  return fmt::format("line {} is another than it was", expected.number);
}

std::optional<ReadTip> noted_tip(const std::filesystem::path& dir) {
  const auto bytes = node::read_whole(dir / kTip, 256);
  return bytes ? parse_read_tip(base::text_of(*bytes)) : std::nullopt;
}

/// Not synced: after a power cut an older tip is as true as the newest.
void write_tip(const std::filesystem::path& dir, const ReadTip& tip) {
  const auto beside = dir / (std::string(kTip) + ".new");
  const auto text = to_text(tip) + "\n";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode);
  if (file < 0) return;
  const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(file);
  if (whole) ::rename(beside.c_str(), (dir / kTip).c_str());
}

tl::unexpected<base::Refusal> failed(const std::filesystem::path& file, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return base::refuse(full ? Code::local_disk_full : Code::local_stopped,
                      file.string() + ": " + std::strerror(number));
}

}  // namespace

std::string to_text(const ReadTip& tip) {
  return std::to_string(tip.number) + ":" + base::to_hex(tip.hash.view());
}

std::optional<ReadTip> parse_read_tip(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const auto colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  ReadTip out;
  const auto* end = text.data() + colon;
  const auto [at, error] = std::from_chars(text.data(), end, out.number);
  const auto hash = base::fixed_from_hex<base::Hash>(text.substr(colon + 1));
  if (error != std::errc{} || at != end || !hash) return std::nullopt;
  out.hash = *hash;
  return out;
}

ReadLog::~ReadLog() {
  if (file_ >= 0) ::close(file_);
}

/// Nobody shortened the file or put another in its place since our last line.
bool ReadLog::as_it_was() const {
  struct stat ours{};
  struct stat named{};
  return file_ >= 0 && ::fstat(file_, &ours) == 0 && ::stat((dir_ / kLog).c_str(), &named) == 0 &&
         ours.st_ino == named.st_ino && ours.st_dev == named.st_dev &&
         static_cast<std::uint64_t>(ours.st_size) == size_;
}

base::Result<void> ReadLog::open(base::Instant now) {
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  const auto expected = tip_ ? tip_ : noted_tip(dir_);
  const auto seen = scan(dir_, expected ? Tips{*expected} : Tips{}, [](const Read&) {});
  if (!seen) return tl::unexpected(seen.error());
  const auto path = dir_ / kLog;
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kMode);
  if (file_ < 0) return failed(path, errno);
  // What a power cut left of a line: its read was never given.
  if (seen->torn && ::ftruncate(file_, static_cast<off_t>(seen->size)) != 0) return failed(path, errno);
  size_ = seen->size;
  tip_ = seen->tip;
  const auto missing = expected ? lost(*seen, *expected) : std::nullopt;
  if (!missing) return node::sync_folder(dir_);
  return append({0, now, "node", kFault, {}, *missing});
}

base::Result<void> ReadLog::append(Read read) {
  read.number = tip_->number + 1;
  auto line = line_of(read, tip_->hash);
  const ReadTip next{read.number, crypto::sha256(base::view_of(line))};
  line += '\n';
  const auto wrote = ::write(file_, line.data(), line.size());
  if (wrote != static_cast<ssize_t>(line.size()) || ::fdatasync(file_) != 0) {
    const int number = wrote >= 0 && static_cast<std::size_t>(wrote) < line.size() ? ENOSPC : errno;
    // The rest of a line must not stand in the way of the next one.
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) ::close(std::exchange(file_, -1));
    return failed(dir_ / kLog, number);
  }
  size_ += line.size();
  tip_ = next;
  write_tip(dir_, next);
  return {};
}

base::Result<void> ReadLog::note(Read read) {
  const std::lock_guard lock(mutex_);
  if (!as_it_was())
    if (const auto opened = open(read.at); !opened) return opened;
  return append(std::move(read));
}

base::Result<void> ReadLog::note_piece(Read read) {
  constexpr std::int64_t kHourMs = 3'600'000;
  {
    const std::lock_guard lock(mutex_);
    const auto last = pieces_.find(read.by);
    if (last != pieces_.end() && last->second.what == read.what && last->second.item == read.item &&
        read.at.ms - last->second.at.ms < kHourMs)
      return {};
  }
  if (const auto noted = note(read); !noted) return noted;
  const std::lock_guard lock(mutex_);
  pieces_[read.by] = std::move(read);
  return {};
}

base::Result<ReadAnswer> look_into_reads(const std::filesystem::path& dir, const ReadQuestion& question) {
  ReadAnswer out;
  std::deque<Read> newest;
  bool more = false;
  Tips expected;
  if (const auto noted = noted_tip(dir)) expected.push_back(*noted);
  if (question.expected) expected.push_back(*question.expected);
  const auto seen = scan(dir, expected, [&](const Read& read) {
    if (read.what == kFault) out.faults.push_back(fmt::format("line {}: {}", read.number, read.item));
    const bool wanted = read.number < question.before && (question.by.empty() || read.by == question.by) &&
                        read.item.starts_with(question.item);
    if (!wanted) return;
    newest.push_back(read);
    if (newest.size() <= question.count) return;
    newest.pop_front();
    more = true;
  });
  if (!seen) return tl::unexpected(seen.error());
  out.tip = seen->tip;
  out.faults.insert(out.faults.begin(), seen->faults.begin(), seen->faults.end());
  for (const auto& one : expected)
    if (auto missing = lost(*seen, one)) out.faults.push_back(std::move(*missing));
  out.reads.assign(newest.rbegin(), newest.rend());
  if (more && !out.reads.empty()) out.next = out.reads.back().number;
  return out;
}

}  // namespace palitan::api
