#include "node/folder_checkup.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/authority.h"
#include "node/backup.h"
#include "node/certificates.h"
#include "node/files.h"

namespace palitan::node {
namespace {
namespace fs = std::filesystem;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kBackupLook = 7 * kDay;
constexpr std::int64_t kCertificateLook = 30 * kDay;
constexpr std::size_t kNamed = 3;  ///< of what is wrong; the rest is counted

/// "a, b, c and 4 more".
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kNamed; ++i) out += (i > 0 ? ", " : "") + names[i];
  if (names.size() > kNamed) out += fmt::format(" and {} more", names.size() - kNamed);
  return out;
}

/// What nobody but its owner may read.
std::vector<fs::path> secret_places(const Folder& folder) {
  std::vector<fs::path> out = {folder.dir(), folder.dir() / "api.token"};
  std::error_code error;
  for (const auto* below : {"keys", "pages"}) {
    const auto top = folder.dir() / below;
    if (!fs::exists(top, error)) continue;
    out.push_back(top);
    for (fs::recursive_directory_iterator at(top, error), end; !error && at != end; at.increment(error))
      if (at->is_directory(error) || at->path().extension() == ".key") out.push_back(at->path());
  }
  return out;
}

/// Wrapped keys begin so (crypto/vault.h).
bool looks_like_a_key(const fs::path& path) {
  constexpr std::string_view kBegins = "palivlt1";
  const auto bytes = read_whole(path, 4'096);
  return bytes && base::text_of(*bytes).starts_with(kBegins);
}

}  // namespace

Finding check_permissions(const Folder& folder) {
  Finding out{"permissions", Standing::ok, "only their owner reads keys and token", {}};
  std::vector<std::string> open;
  std::vector<std::string> foreign;
  for (const auto& place : secret_places(folder)) {
    struct ::stat seen{};
    if (::lstat(place.c_str(), &seen) != 0) continue;  // what must be there is another check's affair
    const auto name =
        place == folder.dir() ? std::string("the folder") : place.lexically_relative(folder.dir()).string();
    if ((seen.st_mode & 077U) != 0) open.push_back(name);
    if (seen.st_uid != ::geteuid()) foreign.push_back(name);
  }
  if (!foreign.empty()) {
    out.standing = Standing::look;
    out.says = fmt::format("{} belong to another user than the one who looks", listed(foreign));
    out.to_do =
        "Look as the user under which the node is served, or give the folder to that user (chown -R).";
  }
  if (!open.empty()) {
    out.standing = Standing::wrong;
    out.says = fmt::format("others may read {}", listed(open));
    out.to_do = fmt::format(
        "chmod -R go-rwx {}; if others use this machine, have new keys named: they may have copied these.",
        folder.dir().string());
  }
  return out;
}

Finding check_keys(const Folder& folder) {
  Finding out{"keys", Standing::ok, {}, {}};
  const bool field = !folder.file().node.empty();
  std::vector<std::string> wanted = {std::string(kNodeKey)};
  if (!field) wanted.emplace_back(kAccordKey);
  const auto seats = folder.seats();
  for (const auto& seat : seats) wanted.push_back(seat_key_file(seat));
  std::vector<std::string> missing;
  std::vector<std::string> broken;
  for (const auto& name : wanted) {
    if (!folder.has_key(name))
      missing.push_back(name);
    else if (!looks_like_a_key(folder.dir() / "keys" / (name + ".key")))
      broken.push_back(name);
  }
  out.says = fmt::format("{}, and {} seats", field ? "the node's (it signs no accords)" : "accord and node",
                         seats.size());
  if (!missing.empty()) {
    out.standing = Standing::wrong;
    out.says = fmt::format("no key of {}", listed(missing));
    out.to_do =
        "The node cannot start. A key is in no backup: docs/operating/backup.md says how to go on with new "
        "ones.";
  } else if (!broken.empty()) {
    out.standing = Standing::wrong;
    out.says = fmt::format("no key can be read out of {}", listed(broken));
    out.to_do = "Bring the file from where it was copied, or name new keys (docs/operating/backup.md).";
  } else if (const auto token = folder.token(); !token) {
    out.standing = Standing::wrong;
    out.says = "api.token cannot be read";
    out.to_do = "Put 64 random hex digits into api.token (mode 0600) while the node does not run.";
  }
  return out;
}

Finding check_roots(const Folder& folder) {
  Finding out{"roots", Standing::ok, "no root key lies here", {}};
  const auto count = folder.root_count();
  if (count == 0) return out;
  out.standing = Standing::look;
  out.says = fmt::format("{} root {} here", count, count == 1 ? "key lies" : "keys lie");
  out.to_do =
      "Once the book is founded, carry them to a machine without a network (docs/operating/ceremony.md).";
  return out;
}

Finding check_certificate(const Folder& folder, base::Instant now) {
  Finding out{"certificate", Standing::ok, "the node made none for its pages", {}};
  const auto files = certificate_files(folder);
  const auto text = read_whole(files.certificate);
  if (!text && text.error().code == base::Code::local_not_found) return out;
  const auto until = text ? net::good_until(base::text_of(*text)) : base::Outcome<std::int64_t>(-1);
  if (!text || !until) {
    out.standing = Standing::wrong;
    out.says = "that of the pages cannot be read";
    out.to_do = "Make it again: palitan node certificate --name NAME.";
    return out;
  }
  const auto left = *until * 1'000 - now.ms;
  out.says = fmt::format("that of the pages is good until {}", base::to_text(base::Instant{*until * 1'000}));
  if (left > kCertificateLook) return out;
  out.standing = left > 0 ? Standing::look : Standing::wrong;
  if (left <= 0)
    out.says = fmt::format("that of the pages ran out {}", base::to_text(base::Instant{*until * 1'000}));
  out.to_do = "Make it again: palitan node certificate --name NAME; browsers need not be told.";
  return out;
}

Finding check_backup_age(const Folder& folder, base::Instant now) {
  Finding out{"backup", Standing::ok, {}, "Take one to another disk: palitan backup --to DIR."};
  const auto last = last_backup(folder);
  if (!last) {
    out.standing = Standing::look;
    out.says = "none was taken, as far as this folder knows";
    return out;
  }
  const auto age = now.ms - last->ms;
  out.says = fmt::format("the last one is {} old", time_words(age));
  if (age > kBackupLook)
    out.standing = Standing::look;
  else
    out.to_do.clear();
  return out;
}

Finding check_opened_keys(const Folder& folder, std::string_view passphrase,
                          const std::vector<kernel::PartyFact>& of) {
  Finding out{"opened", Standing::ok, {}, {}};
  const auto fails = [&](std::string says, std::string to_do) {
    out.standing = Standing::wrong;
    out.says = std::move(says);
    out.to_do = std::move(to_do);
    return out;
  };
  constexpr const char* kNewKeys =
      "Bring the right file, or have the roots name new keys (docs/operating/backup.md).";
  const bool field = !folder.file().node.empty();
  for (const auto& name : {kNodeKey, kAccordKey}) {
    if (field && name == kAccordKey) continue;
    const auto key = folder.read_key(name, passphrase);
    if (!key) return fails(base::sentence(key.error()), "Try the right passphrase first.");
    for (const auto& party : of)
      if (!field && key->public_key != (name == kNodeKey ? party.node_key : party.accord_key))
        return fails(fmt::format("the {} key that lies here is not the one of the record", name), kNewKeys);
  }
  std::size_t opened = 0;
  const auto seats = folder.seats();
  for (const auto& seat : seats) {
    const auto key = folder.read_key(seat_key_file(seat), passphrase);
    if (!key && key.error().code != base::Code::local_passphrase)
      return fails(base::sentence(key.error()), kNewKeys);
    if (!key) continue;
    ++opened;
    if (crypto::key_id(key->public_key) != seat)
      return fails(seat_key_file(seat) + ".key holds another seat's key",
                   "Give the file the name of its own seat.");
  }
  out.says =
      fmt::format("the node's keys are those of {} records; {} of {} seats open by the same passphrase",
                  of.size(), opened, seats.size());
  return out;
}

}  // namespace palitan::node
