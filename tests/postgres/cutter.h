// Stands between a store and its server, and cuts the line where it hurts: just before the server hears of a
// COMMIT, or just after it has done it.
#pragma once
#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace palitan::postgres_tests {

class Cutter {
 public:
  enum class Cut {
    none,
    before_commit,  ///< the server never gets it
    after_commit,   ///< the client never hears of it
    half,           ///< the same, but the server is not told that the line is cut
  };
  /// Listens in `folder` as a server would, and passes on to `server`'s socket.
  Cutter(const std::filesystem::path& folder, std::filesystem::path server);
  ~Cutter();
  Cutter(const Cutter&) = delete;
  Cutter& operator=(const Cutter&) = delete;

  /// The next COMMIT of a prepared statement, once.
  void arm(Cut cut) { armed_ = cut; }
  int cuts() const { return cuts_; }

 private:
  struct Line {
    int client = -1;
    int server = -1;
  };
  void run();
  void accept();
  /// False: the line is closed now.
  bool pass(Line& line, bool from_client);
  void close_line(Line& line, bool server_too);

  std::filesystem::path server_;
  int listener_ = -1;
  int stop_[2] = {-1, -1};
  std::vector<Line> lines_;  ///< of the thread
  std::atomic<Cut> armed_{Cut::none};
  std::atomic<int> cuts_{0};
  std::thread thread_;
};

}  // namespace palitan::postgres_tests
