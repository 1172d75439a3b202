package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What watching and the table of mounts say of real folders. */
@Timeout(20)
class FolderWatchTest {

  @TempDir Path temp;

  private static final class Told implements FolderWatch.Listener {
    private final Set<String> changed = new ConcurrentSkipListSet<>();
    private final Set<Path> overflown = new ConcurrentSkipListSet<>();
    private final Set<Path> lost = new ConcurrentSkipListSet<>();

    @Override
    public void changed(Path folder, Path path) {
      changed.add(folder.relativize(path).toString());
    }

    @Override
    public void overflown(Path folder) {
      overflown.add(folder);
    }

    @Override
    public void lost(Path folder) {
      lost.add(folder);
    }
  }

  @Test
  void moreThanItCanKeepIsToldAsAnOverflow() throws Exception {
    Told told = new Told();
    try (FolderWatch watch = new FolderWatch()) {
      watch.add(temp);
      for (int i = 0; i < 3000; i++) {
        Files.createFile(temp.resolve("file " + i));
      }
      while (told.overflown.isEmpty()) {
        watch.await(Duration.ofMillis(100), told);
      }
      assertThat(told.overflown).containsExactly(temp);
      Files.createFile(temp.resolve("after"));
      while (!told.changed.contains("after")) {
        watch.await(Duration.ofMillis(100), told);
      }
    }
  }

  @Test
  void aFolderThatMovedIsWatchedAtItsNewPlaceOnly() throws Exception {
    Told told = new Told();
    Path old = Files.createDirectories(temp.resolve("old/below"));
    Files.createDirectory(temp.resolve("old-neighbour"));
    try (FolderWatch watch = new FolderWatch()) {
      watch.add(temp.resolve("old"));
      watch.add(old);
      watch.add(temp.resolve("old-neighbour"));
      Path moved = Files.move(temp.resolve("old"), temp.resolve("new"));
      watch.add(moved);
      watch.add(moved.resolve("below"));
      watch.forget(temp.resolve("old"));
      assertThat(watch.size()).isEqualTo(3);
      assertThat(watch.watches(old)).isFalse();
      Files.createFile(moved.resolve("below/file"));
      while (!told.changed.contains("file")) {
        watch.await(Duration.ofMillis(100), told);
      }
      Files.delete(moved.resolve("below/file"));
      Files.delete(moved.resolve("below"));
      while (!told.lost.contains(moved.resolve("below"))) {
        watch.await(Duration.ofMillis(100), told);
      }
      assertThat(watch.size()).isEqualTo(2);
    }
  }

  @Test
  void closingGivesTheHandlesBack() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (FolderWatch watch = new FolderWatch()) {
        watch.add(temp);
      }
    }
    // Only what other tests of this process have open is left.
    while (handles() > 2) {
      assertThat(Thread.interrupted()).as("waited too long").isFalse();
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(handles()).isLessThanOrEqualTo(2);
  }

  private static long handles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              each -> {
                try {
                  return Files.readSymbolicLink(each).toString().contains("inotify");
                } catch (IOException e) {
                  return false;
                }
              })
          .count();
    }
  }

  @Test
  void theTableSaysWhatIsOnAnotherMachine() throws Exception {
    Mounts mounts =
        new Mounts(
            Files.writeString(
                temp.resolve("mounts"),
                """
                /dev/sda1 / ext4 rw 0 0
                nas:/films /mnt/films nfs4 rw 0 0
                //nas/home /mnt/my\\040home cifs rw 0 0
                /dev/sdb1 /mnt/films/local xfs rw 0 0
                me@far: /srv/far fuse.sshfs rw 0 0
                /dev/sdc1 /mnt/usb fuseblk rw 0 0
                odd
                """));
    assertThat(mounts.distant(Path.of("/home"))).isEmpty();
    assertThat(mounts.distant(Path.of("/mnt/films/a"))).contains("nfs4");
    assertThat(mounts.distant(Path.of("/mnt/filmsets"))).isEmpty();
    assertThat(mounts.distant(Path.of("/mnt/films/local/a"))).isEmpty();
    assertThat(mounts.distant(Path.of("/mnt/my home"))).contains("cifs");
    assertThat(mounts.distant(Path.of("/srv"))).contains("fuse.sshfs");
    assertThat(mounts.distant(Path.of("/mnt/usb/a"))).isEmpty();
    assertThat(Mounts.ofThisProcess().read()).contains(" /proc ");
  }

  @Test
  void aLibraryOnAnotherMachineIsLookedAtNowAndThen() throws Exception {
    Path table = Files.writeString(temp.resolve("mounts"), "nas:/ / nfs rw 0 0\n");
    Library library =
        new Library(
            new UUID(0, 1),
            "Far",
            LibraryKind.FILMS,
            temp,
            false,
            0,
            0,
            0,
            new Library.ScanStatus(Library.ScanState.IDLE, 0, 0, null, null, null, null));
    ConcurrentLinkedQueue<ScanExtent> started = new ConcurrentLinkedQueue<>();
    LibraryConfig config = new LibraryConfig(1, true, Duration.ofSeconds(1), Duration.ofMillis(10));
    LibraryWatch watch =
        new LibraryWatch(
            config, Clock.systemUTC(), (id, extent) -> started.add(extent), new Mounts(table));
    try (watch) {
      watch.begin(List.of(library));
      while (started.size() < 2) {
        assertThat(Thread.interrupted()).as("waited too long").isFalse();
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(started).containsOnly(ScanExtent.WHOLE_SETTLED);
      assertThat(watch.unwatched(library.id()))
          .map(why -> new Following(why, Duration.ofMinutes(5)))
          .hasValueSatisfying(following -> {
            assertThat(following.good()).isTrue();
            assertThat(following.detail("Films"))
                .isEqualTo(
                    "Films is looked at every 5 minutes because some of it is on another machine"
                        + " (nfs).");
          });
    }
  }

  @Test
  void foldersWaitForQuietButNotForEver() {
    PendingFolders pending = new PendingFolders(Duration.ofSeconds(3));
    Instant now = Instant.EPOCH;
    Path a = Path.of("/m/a");
    pending.add(a, now);
    pending.add(Path.of("/m/a/b"), now);
    pending.add(Path.of("/m/a-c"), now);
    assertThat(pending.takeDue(now.plusMillis(2999))).isEmpty();
    assertThat(pending.takeDue(now.plusSeconds(3))).containsExactly(a, Path.of("/m/a-c"));
    assertThat(pending.isEmpty()).isTrue();
    for (int i = 0; i < 30; i++) {
      pending.add(a, now.plusSeconds(i));
      assertThat(pending.takeDue(now.plusSeconds(i))).isEmpty();
    }
    assertThat(pending.takeDue(now.plusSeconds(30))).containsExactly(a);
  }
}
