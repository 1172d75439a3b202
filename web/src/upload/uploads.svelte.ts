import { asProblem, problemFrom } from '../api/client';
import { events } from '../api/events.svelte';
import { api, uploadAddress } from '../api/routes';
import type { UploadStatus } from '../api/types';
import { m } from '../messages';
import { served } from '../served/served';

type State = 'waiting' | 'sending' | 'processing' | 'ready' | 'failed' | 'cancelled';

/** More at once would only share the same line. */
const atOnce = 2;
const pollMs = 2_000;

/** One file on its way into the catalogue. */
export class Upload {
  state = $state<State>('waiting');
  sentBytes = $state(0);
  bytesPerSecond = $state(0);
  reason = $state<string>();
  id = $state<string>();
  request: XMLHttpRequest | undefined;

  constructor(
    readonly key: number,
    readonly file: File,
  ) {}

  get name(): string {
    return this.file.name;
  }

  get share(): number {
    return this.file.size === 0 ? 0 : this.sentBytes / this.file.size;
  }

  get remainingSeconds(): number | undefined {
    return this.bytesPerSecond > 0 ? (this.file.size - this.sentBytes) / this.bytesPerSecond : undefined;
  }

  get isOver(): boolean {
    return this.state === 'ready' || this.state === 'failed' || this.state === 'cancelled';
  }
}

/** The files this page sends, and what became of them. They go on while one looks at other views. */
class Uploads {
  all = $state<Upload[]>([]);
  news = $state('');
  #last = 0;

  /** How much of everything that is under way has been sent; nothing when nothing is. */
  share: number | undefined = $derived.by(() => {
    const running = this.all.filter(({ state }) => state === 'sending' || state === 'waiting');
    const total = running.reduce((sum, { file }) => sum + file.size, 0);
    return total === 0 ? undefined : running.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / total;
  });

  constructor() {
    events.on('upload', (status) => this.#follow(status));
    addEventListener('beforeunload', (event) => {
      if (this.share !== undefined) event.preventDefault();
    });
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#last += 1;
      this.all.push(new Upload(this.#last, file));
    }
    this.#startNext();
  }

  cancel(upload: Upload): void {
    upload.state = 'cancelled';
    upload.request?.abort();
    this.#startNext();
  }

  retry(upload: Upload): void {
    upload.state = 'waiting';
    upload.sentBytes = 0;
    upload.bytesPerSecond = 0;
    upload.reason = undefined;
    this.#startNext();
  }

  clearFinished(): void {
    this.all = this.all.filter((upload) => !upload.isOver);
  }

  #startNext(): void {
    const sending = this.all.filter(({ state }) => state === 'sending').length;
    for (const upload of this.all.filter(({ state }) => state === 'waiting').slice(0, atOnce - sending)) {
      this.#send(upload);
    }
  }

  #send(upload: Upload): void {
    const request = new XMLHttpRequest();
    upload.request = request;
    upload.state = 'sending';
    const startedAt = performance.now();
    request.upload.onprogress = ({ loaded, total }) => {
      // The request carries a few bytes more than the file: the frame of the form.
      upload.sentBytes = Math.min(upload.file.size, Math.round((loaded / total) * upload.file.size));
      upload.bytesPerSecond = loaded / Math.max(0.001, (performance.now() - startedAt) / 1000);
    };
    request.onload = () => this.#answered(upload, request);
    request.onerror = () => this.#fail(upload, m.upload.interrupted);
    request.onloadend = () => this.#startNext();
    request.open('POST', uploadAddress);
    request.setRequestHeader('accept', 'application/json');
    const form = new FormData();
    form.append('file', upload.file, upload.file.name);
    request.send(form);
  }

  #answered(upload: Upload, request: XMLHttpRequest): void {
    if (request.status !== 201) {
      this.#fail(upload, problemFrom(request.status, request.responseText).message);
      return;
    }
    upload.id = (JSON.parse(request.responseText) as { id: string }).id;
    upload.sentBytes = upload.file.size;
    upload.state = 'processing';
    void this.#watch(upload);
  }

  /** The events tell first; asking now and then covers a connection that was away. */
  async #watch(upload: Upload): Promise<void> {
    while (upload.state === 'processing' && upload.id !== undefined) {
      try {
        this.#follow(await api.uploadStatus(upload.id));
      } catch (failure) {
        const problem = asProblem(failure);
        if (!problem.isUnreachable && problem.status < 500) this.#fail(upload, problem.message);
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  #follow(status: UploadStatus): void {
    const upload = this.all.find(({ id }) => id === status.id);
    if (upload?.state !== 'processing') return;
    if (status.state === 'ready') {
      upload.state = 'ready';
      this.news = m.upload.announceReady(upload.name);
    } else if (status.state === 'failed') {
      this.#fail(upload, status.reason ? served(status.reason) : m.upload.failed);
    }
  }

  #fail(upload: Upload, reason: string): void {
    upload.state = 'failed';
    upload.reason = reason;
    this.news = m.upload.announceFailed(upload.name);
  }
}

export const uploads = new Uploads();
