package medianest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md that a program can check. */
class HouseTest {

  private static final Set<String> PLATFORM =
      Set.of("config", "log", "metrics", "http", "db", "cache", "ffmpeg");

  private static final Set<String> FEATURES =
      Set.of(
          "artwork",
          "users",
          "identify",
          "library",
          "metadata",
          "progress",
          "playback",
          "stream",
          "subtitles",
          "transcode",
          "upload",
          "events");

  private static final Set<String> EDGES =
      Set.of("diagnostics", "capacity", "alerts", "traces", "ui");

  /** Arrows beyond "features and edges see the platform"; the platform's own are all here. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("config", Set.of()),
          Map.entry("log", Set.of()),
          Map.entry("metrics", Set.of("config")),
          Map.entry("http", Set.of("config", "metrics")),
          Map.entry("db", Set.of("config", "metrics")),
          Map.entry("cache", Set.of("config", "metrics")),
          Map.entry("ffmpeg", Set.of("config", "metrics", "media")),
          Map.entry("library", Set.of("identify")),
          Map.entry("metadata", Set.of("identify", "library")),
          Map.entry("progress", Set.of("library")),
          Map.entry("upload", Set.of("library")),
          Map.entry("stream", Set.of("playback", "transcode")));

  private static final int FILE_LINES = 400;

  /** Seven, for an inner class is handed its outer one. */
  private static final int CONSTRUCTOR_PARAMETERS = 7;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/medianest/loadtest/"))
          .importPackages("medianest");

  @Test
  void packagesSeeOnlyWhatTheTableAllows() {
    Set<String> broken = new TreeSet<>();
    for (JavaClass from : HOUSE) {
      String room = room(from.getPackageName());
      if (room.isEmpty() || room.equals("media")) {
        continue;
      }
      for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
        String target = room(arrow.getTargetClass().getPackageName());
        boolean inHouse = arrow.getTargetClass().getPackageName().startsWith("medianest");
        if (inHouse && !target.equals(room) && !allowed(room, target)) {
          broken.add(
              room + " -> " + (target.isEmpty() ? "the root" : target) + " in " + from.getName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> known = new TreeSet<>(PLATFORM);
    known.addAll(FEATURES);
    known.addAll(EDGES);
    known.add("media");
    known.add("");
    for (JavaClass each : HOUSE) {
      assertThat(known).as(each.getName()).contains(room(each.getPackageName()));
    }
  }

  @Test
  void noPackageIsPartOfACycle() {
    slices().matching("medianest.(*)").should().beFreeOfCycles().check(HOUSE);
    slices().matching("medianest.media.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void mediaSeesOnlyTheJdkAndNoProcessClockOrLogger() {
    check(
        noClasses()
            .that()
            .resideInAPackage("medianest.media..")
            .should()
            .dependOnClassesThat(
                not(resideInAnyPackage("medianest.media..", "java..", "org.jspecify.."))
                    .or(
                        resideInAnyPackage(
                            "java.net..", "java.time..", "java.util.concurrent.."))));
    check(
        noClasses()
            .that()
            .resideInAPackage("medianest.media..")
            .should()
            .callMethod(System.class, "nanoTime"));
  }

  @Test
  void onlyTheDatabaseAndFfmpegPackagesStartProcesses() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("medianest.db..", "medianest.ffmpeg..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class));
    check(noClasses().should().callMethod(Runtime.class, "exec", String.class));
    check(noClasses().should().callMethod(Runtime.class, "exec", String[].class));
  }

  @Test
  void onlyDatabaseAndStoresSeeSql() {
    check(
        noClasses()
            .that(resideInAPackage("medianest.db..").negate().and(partOf("Store").negate()))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "com.zaxxer..",
                    "org.flywaydb..",
                    "org.postgresql..")));
  }

  @Test
  void onlyHttpApisAndEdgesSeeHttp() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(
                        "medianest.http..",
                        "medianest.ui..",
                        "medianest.diagnostics..",
                        "medianest.events..",
                        "medianest")
                    .negate()
                    .and(partOf("Api").negate()))
            .should()
            .dependOnClassesThat(
                resideInAPackage("medianest.http..")
                    .and(
                        simpleNameEndingWith("Problem")
                            .or(simpleNameEndingWith("Caller"))
                            .or(simpleNameEndingWith("Authenticator"))
                            .negate())));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("medianest.http..", "medianest")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty..")));
  }

  @Test
  void onlyConfigReadsTheEnvironment() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("medianest.config..")
            .should()
            .callMethod(System.class, "getenv"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("medianest.config..")
            .should()
            .callMethod(System.class, "getenv", String.class));
  }

  @Test
  void onlyInjectedClocksTellTheTime() {
    check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().should().callMethod(java.time.Instant.class, "now"));
    check(noClasses().should().callMethod(java.time.LocalDateTime.class, "now"));
    check(noClasses().should().callMethod(Math.class, "random"));
    check(noClasses().should().callConstructor(java.util.Random.class));
  }

  @Test
  void nothingDeserializesJavaObjects() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream"));
    check(
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.beans.XMLDecoder"));
    check(noClasses().should().dependOnClassesThat().implement("javax.net.ssl.TrustManager"));
  }

  @Test
  void namesAreNounsOfTheProduct() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Processor"));
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    for (Path folder : sources().map(Path::getParent).distinct().toList()) {
      Path info = folder.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info)).startsWith("/**").contains("@NullMarked");
    }
  }

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources().toList()) {
      long lines = Files.readString(file).lines().count();
      if (lines > FILE_LINES) {
        tooLong.add(file.getFileName() + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
    assertThat(
            Files.readString(root().resolve("server/src/main/java/medianest/MediaNest.java"))
                .lines()
                .count())
        .isLessThanOrEqualTo(200);
  }

  @Test
  void constructorsOfClassesTakeAtMostSixParameters() {
    List<String> broken =
        HOUSE.stream()
            .filter(each -> !each.isRecord() && !each.isEnum() && !each.isAnonymousClass())
            .flatMap(each -> each.getConstructors().stream())
            .filter(each -> each.getRawParameterTypes().size() > CONSTRUCTOR_PARAMETERS)
            .map(JavaConstructor::getFullName)
            .toList();
    assertThat(broken).isEmpty();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  /**
   * A class whose name, or whose outermost class's name, ends so: {@code LibraryStore.Row} is part
   * of a store.
   */
  private static DescribedPredicate<JavaClass> partOf(String ending) {
    return DescribedPredicate.describe(
        "part of a *" + ending,
        each -> {
          String name = each.getName();
          int inner = name.indexOf('$');
          return (inner < 0 ? name : name.substring(0, inner)).endsWith(ending);
        });
  }

  private static boolean allowed(String from, String to) {
    if (PLATFORM.contains(from)) {
      return ARROWS.getOrDefault(from, Set.of()).contains(to);
    }
    return PLATFORM.contains(to)
        || to.equals("media")
        || ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  /** The first name below the root: {@code http} of {@code medianest.http.x}. */
  private static String room(String packageName) {
    String[] parts = packageName.split("\\.", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  private static Stream<Path> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("media", "loadtest", "server")) {
      try (Stream<Path> walk = Files.walk(root().resolve(module + "/src/main/java"))) {
        walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files.stream();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("media/pom.xml")) ? here : here.resolve("..").normalize();
  }
}
