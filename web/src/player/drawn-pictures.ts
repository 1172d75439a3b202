import type { PgsRenderer } from 'libpgs';
import workerUrl from 'libpgs/dist/libpgs.worker.js?url';
import { type Composition, compositions } from './compositions';

/** A worker that does not come up says nothing; the slowest devices need a second. */
const patienceMs = 15_000;

/** Planes up to here are those of DVDs, whose pixels are as wide as those of the film. */
const tallestDvd = 576;

/** The pictures of one window of a film, on a canvas of their own. */
export class DrawnPictures {
  readonly canvas = document.createElement('canvas');
  readonly #drawing: PgsRenderer;
  readonly #compositions: Composition[];

  private constructor(Library: typeof PgsRenderer, file: ArrayBuffer) {
    this.#compositions = compositions(file);
    this.#drawing = new Library({ canvas: this.canvas, workerUrl });
  }

  /** Throws where they cannot be drawn. */
  static async of(Library: typeof PgsRenderer, file: ArrayBuffer): Promise<DrawnPictures> {
    const pictures = new DrawnPictures(Library, file);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The subtitles could not be drawn.')), patienceMs);
      });
      await Promise.race([pictures.#drawing.loadFromBuffer(file), late]);
    } catch (failure) {
      pictures.stop();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
    // It takes the first picture for drawn already, until it was asked for none.
    pictures.#drawing.renderAtTimestamp(-1);
    return pictures;
  }

  /** Draws what is shown at a time, in seconds of the file; all of it at the foot of the film can rise above the controls. */
  draw(time: number): void {
    this.#drawing.renderAtTimestamp(time);
    const shown = this.#compositions.findLast(({ from }) => from <= time);
    this.canvas.classList.toggle('at-foot', shown !== undefined && shown.top >= shown.height / 2);
  }

  /** Lays the plane over a film: by its own shape, as discs have it, or by that of a film from a DVD. */
  fit({ videoWidth, videoHeight }: HTMLVideoElement): void {
    const { width, height } = this.#compositions[0] ?? { width: 16, height: 9 };
    const ofFilm = height <= tallestDvd && videoWidth > 0 && videoHeight > 0;
    const shape = ofFilm ? videoWidth / videoHeight : width / height;
    this.canvas.style.setProperty('--shape', String(shape));
  }

  stop(): void {
    this.#drawing.dispose();
    this.canvas.remove();
  }
}
