package medianest.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTitleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          The Quiet Harbour (2011).mkv                          | The Quiet Harbour        | 2011
          The.Quiet.Harbour.2011.1080p.BluRay.x264-GROUP.mkv    | The Quiet Harbour        | 2011
          The_Quiet_Harbour_2011_720p.mp4                       | The Quiet Harbour        | 2011
          The Wolf of Wall Street 2001 (2013).mkv               | The Wolf of Wall Street 2001 | 2013
          300 (2006).mkv                                        | 300                      | 2006
          2012 (2009).mkv                                       | 2012                     | 2009
          1917.2019.2160p.UHD.mkv                               | 1917                     | 2019
          2001 A Space Odyssey (1968).mkv                       | 2001 A Space Odyssey     | 1968
          2001.A.Space.Odyssey.1968.mkv                         | 2001 A Space Odyssey     | 1968
          Blade Runner 2049 (2017).mkv                          | Blade Runner 2049        | 2017
          My Movie 2013-12-09.mp4                               | My Movie 2013-12-09      |
          Holiday 09.12.2013.mp4                                | Holiday 09.12.2013       |
          First Man 2018 1080p.mkv                              | First Man                | 2018
          3.Days.to.Kill.2014.720p.BluRay.x264.mkv              | 3 Days to Kill           | 2014
          Charlottes.Web.2006.1080p.mkv                         | Charlottes Web           | 2006
          Some.Film.WEB.x264.mkv                                | Some Film                |
          Some.Film.Extended.1080p.mkv                          | Some Film                |
          The Limited.mkv                                       | The Limited              |
          American.Psycho.mkv                                   | American Psycho          |
          [rec].mkv                                             | [rec]                    |
          [Group] Some Film [1080p][ABCD1234].mkv               | Some Film                |
          Some Film [Director's Cut] (1999).mkv                 | Some Film                | 1999
          S.H.O.W.mkv                                           | S.H.O.W                  |
          Agents.of.S.H.I.E.L.D..2013.mkv                       | Agents of S.H.I.E.L.D.   | 2013
          Mr. Nobody (2009).mkv                                 | Mr. Nobody               | 2009
          E.T. the Visitor (1982).mkv                           | E.T. the Visitor         | 1982
          Some Film (1999) [tmdbid-680].mkv                     | Some Film                | 1999
          Some Film {imdb-tt1234567} (1999).mkv                 | Some Film                | 1999
          Some Film tt1234567.mkv                               | Some Film                |
          Some Film - 1080p.mkv                                 | Some Film                |
          Some.Film.2010.PROPER.REPACK.mkv                      | Some Film                | 2010
          Some-Film-2010.mkv                                    | Some-Film                | 2010
          1080p.mkv                                             | 1080p                    |
          2019.mkv                                              | 2019                     |
          IMG_20240817_123456.mp4                               | IMG 20240817 123456      |
          VID_0001.MOV                                          | VID 0001                 |
          Show S01E02 720p.mkv                                  | Show S01E02              |
          Amélie (2001).mkv                                     | Amélie                   | 2001
          千と千尋の神隠し (2001).mkv                              | 千と千尋の神隠し             | 2001
          Some Film 12345.mkv                                   | Some Film 12345          |
          noextension                                           | noextension              |
          Vol. 2.mkv                                            | Vol. 2                   |
          Some.Film.1995.DTS-HD.MA.5.1.mkv                      | Some Film                | 1995
          Some Film 4K HDR.mkv                                  | Some Film                |
          Avatar.2009.3D.HSBS.1080p.mkv                         | Avatar                   | 2009
          Avatar 3D.SBS.mkv                                     | Avatar                   |
          Avatar-3d-htab.mkv                                    | Avatar                   |
          Avatar_3D_FTAB.mkv                                    | Avatar                   |
          Avatar.3d.mvc.mkv                                     | Avatar                   |
          Avatar (2009) 3D FSBS.mkv                             | Avatar                   | 2009
          Avatar.3D.Half-SBS.1080p.mkv                          | Avatar                   |
          Avatar.3D.H-OU.mkv                                    | Avatar                   |
          Avatar.3D.1080p.BluRay.mkv                            | Avatar                   |
          Step Up 3D (2010).mkv                                 | Step Up 3D               | 2010
          Spy Kids 3D Game Over (2003).mkv                      | Spy Kids 3D Game Over    | 2003
          A Keeping Tab (1999).mkv                              | A Keeping Tab            | 1999
          """)
  void readsTitleAndYear(String fileName, String title, @Nullable Integer year) {
    assertThat(FileTitle.of(fileName)).isEqualTo(new FileTitle(title, year));
  }
}
