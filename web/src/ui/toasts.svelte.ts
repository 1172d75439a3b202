export interface Toast {
  key: number;
  text: string;
  tone: 'plain' | 'bad';
  undo?: () => void;
}

interface ToastOptions {
  tone?: 'plain' | 'bad';
  lastsMs?: number;
  undo?: () => void;
}

/** Short words about what just happened, with a way back where there is one. */
class Toasts {
  shown = $state.raw<Toast[]>([]);
  #last = 0;

  show(text: string, { tone = 'plain', lastsMs = 6_000, undo }: ToastOptions = {}): void {
    this.#last += 1;
    const toast: Toast = { key: this.#last, text, tone, ...(undo && { undo }) };
    this.shown = [...this.shown.slice(-2), toast];
    setTimeout(() => this.close(toast.key), lastsMs);
  }

  undo(toast: Toast): void {
    toast.undo?.();
    this.close(toast.key);
  }

  close(key: number): void {
    this.shown = this.shown.filter((toast) => toast.key !== key);
  }
}

export const toasts = new Toasts();
