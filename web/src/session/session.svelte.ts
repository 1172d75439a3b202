import { asProblem, type Problem, whenSignedOut } from '../api/client';
import { events } from '../api/events.svelte';
import { api } from '../api/routes';
import type { User } from '../api/types';
import { preferences } from './preferences.svelte';

type Phase = 'starting' | 'unreachable' | 'needs-setup' | 'signed-out' | 'signed-in';

/** Who uses the page. The session itself is a cookie that no script can read. */
class CurrentSession {
  phase = $state<Phase>('starting');
  user = $state.raw<User | undefined>();
  problem = $state.raw<Problem | undefined>();
  isAdmin = $derived(this.user?.role === 'admin');
  #lastUserId: string | undefined;

  constructor() {
    whenSignedOut(() => this.#forget());
  }

  async start(): Promise<void> {
    try {
      this.enter(await api.profile());
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.isSignedOut) await this.#askForSetup();
      else this.#unreachable(problem);
    }
  }

  async #askForSetup(): Promise<void> {
    try {
      this.phase = (await api.setupNeeded()).needed ? 'needs-setup' : 'signed-out';
    } catch (failure) {
      this.#unreachable(asProblem(failure));
    }
  }

  async signIn(username: string, password: string): Promise<void> {
    this.enter((await api.signIn(username, password)).user);
  }

  async signOut(): Promise<void> {
    await api.signOut();
    this.#forget();
  }

  enter(user: User): void {
    // What the page keeps of lists and of places in films belongs to one person.
    if (this.#lastUserId !== undefined && this.#lastUserId !== user.id) location.reload();
    this.#lastUserId = user.id;
    this.user = user;
    preferences.belongTo(user.id);
    this.phase = 'signed-in';
    this.problem = undefined;
    events.open();
  }

  #forget(): void {
    if (this.phase !== 'signed-in') return;
    this.user = undefined;
    this.phase = 'signed-out';
    events.close();
  }

  #unreachable(problem: Problem): void {
    this.problem = problem;
    this.phase = 'unreachable';
  }
}

export const session = new CurrentSession();
