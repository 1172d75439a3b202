package medianest.media.mkv;

/** Element numbers of EBML (RFC 8794) and Matroska (RFC 9559), by their names there. */
final class Ids {

  static final int EBML = 0x1A45DFA3;
  static final int DOC_TYPE = 0x4282;
  static final int DOC_TYPE_READ_VERSION = 0x4285;
  static final int EBML_READ_VERSION = 0x42F7;
  static final int EBML_MAX_ID_LENGTH = 0x42F2;
  static final int EBML_MAX_SIZE_LENGTH = 0x42F3;
  static final int VOID = 0xEC;
  static final int CRC_32 = 0xBF;

  static final int SEGMENT = 0x18538067;
  static final int SEEK_HEAD = 0x114D9B74;
  static final int SEEK = 0x4DBB;
  static final int SEEK_ID = 0x53AB;
  static final int SEEK_POSITION = 0x53AC;

  static final int INFO = 0x1549A966;
  static final int TIMESTAMP_SCALE = 0x2AD7B1;
  static final int DURATION = 0x4489;
  static final int TITLE = 0x7BA9;

  static final int CLUSTER = 0x1F43B675;
  static final int TIMESTAMP = 0xE7;
  static final int SIMPLE_BLOCK = 0xA3;
  static final int BLOCK_GROUP = 0xA0;
  static final int BLOCK = 0xA1;
  static final int BLOCK_DURATION = 0x9B;
  static final int REFERENCE_BLOCK = 0xFB;

  static final int TRACKS = 0x1654AE6B;
  static final int TRACK_ENTRY = 0xAE;
  static final int TRACK_NUMBER = 0xD7;
  static final int TRACK_UID = 0x73C5;
  static final int TRACK_TYPE = 0x83;
  static final int FLAG_DEFAULT = 0x88;
  static final int FLAG_FORCED = 0x55AA;
  static final int DEFAULT_DURATION = 0x23E383;
  static final int NAME = 0x536E;
  static final int LANGUAGE = 0x22B59C;
  static final int LANGUAGE_BCP47 = 0x22B59D;
  static final int CODEC_ID = 0x86;
  static final int CODEC_PRIVATE = 0x63A2;
  static final int CODEC_DELAY = 0x56AA;
  static final int BLOCK_ADDITION_MAPPING = 0x41E4;
  static final int BLOCK_ADD_ID_TYPE = 0x41E7;
  static final int BLOCK_ADD_ID_EXTRA_DATA = 0x41ED;

  static final int VIDEO = 0xE0;
  static final int PIXEL_WIDTH = 0xB0;
  static final int PIXEL_HEIGHT = 0xBA;
  static final int PIXEL_CROP_BOTTOM = 0x54AA;
  static final int PIXEL_CROP_TOP = 0x54BB;
  static final int PIXEL_CROP_LEFT = 0x54CC;
  static final int PIXEL_CROP_RIGHT = 0x54DD;
  static final int DISPLAY_WIDTH = 0x54B0;
  static final int DISPLAY_HEIGHT = 0x54BA;
  static final int COLOUR = 0x55B0;
  static final int MATRIX_COEFFICIENTS = 0x55B1;
  static final int RANGE = 0x55B9;
  static final int TRANSFER_CHARACTERISTICS = 0x55BA;
  static final int PRIMARIES = 0x55BB;
  static final int MAX_CLL = 0x55BC;
  static final int MAX_FALL = 0x55BD;
  static final int MASTERING_METADATA = 0x55D0;
  static final int PRIMARY_R_X = 0x55D1;
  static final int LUMINANCE_MIN = 0x55DA;
  static final int PROJECTION = 0x7670;
  static final int PROJECTION_TYPE = 0x7671;
  static final int PROJECTION_POSE_YAW = 0x7673;
  static final int PROJECTION_POSE_PITCH = 0x7674;
  static final int PROJECTION_POSE_ROLL = 0x7675;

  static final int AUDIO = 0xE1;
  static final int SAMPLING_FREQUENCY = 0xB5;
  static final int OUTPUT_SAMPLING_FREQUENCY = 0x78B5;
  static final int CHANNELS = 0x9F;
  static final int BIT_DEPTH = 0x6264;

  static final int CONTENT_ENCODINGS = 0x6D80;
  static final int CONTENT_ENCODING = 0x6240;
  static final int CONTENT_ENCODING_SCOPE = 0x5032;
  static final int CONTENT_ENCODING_TYPE = 0x5033;
  static final int CONTENT_COMPRESSION = 0x5034;
  static final int CONTENT_COMP_ALGO = 0x4254;
  static final int CONTENT_COMP_SETTINGS = 0x4255;
  static final int CONTENT_ENCRYPTION = 0x5035;

  static final int CUES = 0x1C53BB6B;
  static final int CUE_POINT = 0xBB;
  static final int CUE_TIME = 0xB3;
  static final int CUE_TRACK_POSITIONS = 0xB7;
  static final int CUE_TRACK = 0xF7;
  static final int CUE_CLUSTER_POSITION = 0xF1;
  static final int CUE_RELATIVE_POSITION = 0xF0;

  static final int ATTACHMENTS = 0x1941A469;

  static final int CHAPTERS = 0x1043A770;
  static final int EDITION_ENTRY = 0x45B9;
  static final int EDITION_FLAG_ORDERED = 0x45DD;
  static final int CHAPTER_ATOM = 0xB6;
  static final int CHAPTER_TIME_START = 0x91;
  static final int CHAPTER_FLAG_HIDDEN = 0x98;
  static final int CHAPTER_FLAG_ENABLED = 0x4598;
  static final int CHAPTER_DISPLAY = 0x80;
  static final int CHAP_STRING = 0x85;

  static final int TAGS = 0x1254C367;
  static final int TAG = 0x7373;
  static final int TARGETS = 0x63C0;
  static final int TAG_TRACK_UID = 0x63C5;
  static final int TAG_EDITION_UID = 0x63C9;
  static final int TAG_CHAPTER_UID = 0x63C4;
  static final int TAG_ATTACHMENT_UID = 0x63C6;
  static final int SIMPLE_TAG = 0x67C8;
  static final int TAG_NAME = 0x45A3;
  static final int TAG_STRING = 0x4487;

  private Ids() {}

  /**
   * Whether it stands directly in the Segment, so that a Cluster of unknown size ends before it.
   */
  static boolean topLevel(int id) {
    return switch (id) {
      case CLUSTER, CUES, TAGS, SEEK_HEAD, INFO, TRACKS, CHAPTERS, ATTACHMENTS, SEGMENT, EBML ->
          true;
      default -> false;
    };
  }
}
