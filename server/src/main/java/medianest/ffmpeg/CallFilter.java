package medianest.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A program for the kernel's call filter (seccomp(2)) that refuses what a decoder never needs and
 * an intruder does: the network, other processes, the parts of the kernel where the holes are.
 */
final class CallFilter {

  /** Calls by number: socket, connect, ptrace, mount, umount2, pivot_root, chroot, setns… */
  private static final int[] X86_64 = {
    41, 42, 49, 50, 101, 155, 161, 165, 166, 167, 169, 175, 176, 246, 248, 249, 250, 272, 298, 304,
    308, 310, 311, 313, 321, 323, 425, 426, 427
  };

  /** The same for 64-bit ARM. */
  private static final int[] AARCH64 = {
    198, 203, 200, 201, 117, 41, 51, 40, 39, 224, 142, 105, 106, 104, 217, 218, 219, 97, 241, 265,
    268, 270, 271, 273, 280, 282, 425, 426, 427
  };

  /** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64 of linux/audit.h. */
  private static final int AUDIT_X86_64 = 0xC000003E;

  private static final int AUDIT_AARCH64 = 0xC00000B7;

  /** Calls of the x32 interface have this bit set, and other numbers. */
  private static final int X32 = 0x40000000;

  /** BPF: load a word, jump if equal, jump if greater or equal, return. */
  private static final int LOAD = 0x20;

  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;

  /** EACCES, which ffmpeg reports as "Permission denied". */
  private static final int REFUSE = 0x00050000 | 13;

  private static final int NUMBER_OFFSET = 0;
  private static final int ARCHITECTURE_OFFSET = 4;

  private CallFilter() {}

  /** The program for this machine; empty where its calls are not known. */
  static Optional<MemorySegment> program(Arena arena) {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> Optional.of(program(arena, AUDIT_X86_64, X86_64));
      case "aarch64" -> Optional.of(program(arena, AUDIT_AARCH64, AARCH64));
      default -> Optional.empty();
    };
  }

  private static MemorySegment program(Arena arena, int architecture, int[] refused) {
    int length = refused.length + 6;
    MemorySegment code = arena.allocate(8L * length, 8);
    int last = length - 1;
    instruction(code, 0, LOAD, 0, 0, ARCHITECTURE_OFFSET);
    instruction(code, 1, IF_EQUAL, 0, last - 2, architecture);
    instruction(code, 2, LOAD, 0, 0, NUMBER_OFFSET);
    instruction(code, 3, IF_AT_LEAST, last - 4, 0, X32);
    for (int i = 0; i < refused.length; i++) {
      instruction(code, 4 + i, IF_EQUAL, last - (5 + i), 0, refused[i]);
    }
    instruction(code, last - 1, RETURN, 0, 0, ALLOW);
    instruction(code, last, RETURN, 0, 0, REFUSE);
    MemorySegment program = arena.allocate(16, 8);
    program.set(JAVA_SHORT, 0, (short) length);
    program.set(ADDRESS, 8, code);
    return program;
  }

  private static void instruction(
      MemorySegment code, int at, int operation, int ifTrue, int ifFalse, int operand) {
    code.set(JAVA_SHORT, 8L * at, (short) operation);
    code.set(JAVA_BYTE, 8L * at + 2, (byte) ifTrue);
    code.set(JAVA_BYTE, 8L * at + 3, (byte) ifFalse);
    code.set(JAVA_INT, 8L * at + 4, operand);
  }
}
