package medianest.ffmpeg;

/** A step between decoder and encoder, made of numbers alone. */
public sealed interface Filter {

  /** In the words of ffmpeg. */
  String words();

  /** The picture in that size, with square pixels. */
  record Scale(int width, int height) implements Filter {
    public Scale {
      if (width < 1 || height < 1 || width > 16_384 || height > 16_384) {
        throw new IllegalArgumentException("a picture of " + width + " by " + height);
      }
    }

    @Override
    public String words() {
      return "scale=" + width + ":" + height + ",setsar=1";
    }
  }

  /** The picture as large as fits into that size, with its own shape and square pixels. */
  record Within(int width, int height) implements Filter {
    @Override
    public String words() {
      return "scale=iw*sar:ih,setsar=1,scale="
          + width
          + ":"
          + height
          + ":force_original_aspect_ratio=decrease:force_divisible_by=2";
    }
  }

  /** Nothing of the picture before a time, in microseconds. */
  record From(long us) implements Filter {
    @Override
    public String words() {
      return "trim=start=" + Option.seconds(us);
    }
  }

  /** Nothing of the sound before a time, in microseconds. */
  record SoundFrom(long us) implements Filter {
    @Override
    public String words() {
      return "atrim=start=" + Option.seconds(us);
    }
  }

  /** Pictures beside and below each other in one. */
  record Tile(int columns, int rows) implements Filter {
    @Override
    public String words() {
      return "tile=" + columns + "x" + rows;
    }
  }

  /** One picture for each so many microseconds. */
  record Every(long us) implements Filter {
    @Override
    public String words() {
      return "fps=1000000/" + us + ":round=near";
    }
  }

  /** The picture that is most like the others of so many: no black one, no flash. */
  record Typical(int pictures) implements Filter {
    @Override
    public String words() {
      return "thumbnail=" + pictures;
    }
  }

  /** Full pictures in place of half ones, where the film says that it has such. */
  record Deinterlace() implements Filter {
    @Override
    public String words() {
      return "yadif=mode=send_frame:deint=interlaced";
    }
  }

  /** Brightness alone, a byte a pixel. */
  record Grey() implements Filter {
    @Override
    public String words() {
      return "format=gray";
    }
  }

  /**
   * Colours with how much of what lies behind shows through; nothing where the picture has none.
   */
  record WithAlpha() implements Filter {
    @Override
    public String words() {
      return "format=rgba";
    }
  }

  /** Eight bits, with the colours at half the size, which everything can show. */
  record EightBit() implements Filter {
    @Override
    public String words() {
      return "format=yuv420p";
    }
  }

  /** The picture as chips take it, in memory of the chip where it has its own. */
  record ForHardware(Hardware hardware) implements Filter {
    @Override
    public String words() {
      return hardware == Hardware.VAAPI ? "format=nv12,hwupload" : "format=nv12";
    }
  }

  /**
   * Brightness beyond what ordinary screens have, mapped to what they have (ITU-R BT.2390 has the
   * method; "mobius" keeps what both have as it is).
   */
  record ToneMap() implements Filter {
    @Override
    public String words() {
      return "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,"
          + "zscale=t=bt709:m=bt709:r=tv";
    }
  }

  /**
   * Sound without gaps: at that rate, and beginning at that sample, with silence where there is
   * none.
   */
  record Gapless(int sampleRate, long firstSample) implements Filter {
    @Override
    public String words() {
      return "aresample=" + sampleRate + ":async=1:first_pts=" + firstSample;
    }
  }
}
