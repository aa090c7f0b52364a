/* launch: run a program and say what it took. A measuring script can't: the kernel counts the
 * memory of the process that starts a program as the program's until it has become it, and an
 * interpreter's is larger than what is to be measured.
 *
 *   launch FIGURES PROGRAM [ARGUMENT…]
 *
 * Writes to the file FIGURES: wall ms, user + system ms, peak resident KB. Exits as the program
 * does. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

int main(int argc, char **argv)
{
	struct timespec began, ended;
	struct rusage usage;
	int status;

	if (argc < 3)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &began);
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
		perror("launch");
		return 1;
	}
	clock_gettime(CLOCK_MONOTONIC, &ended);
	FILE *out = fopen(argv[1], "w");
	if (!out)
		return 1;
	fprintf(out, "%.3f %.3f %ld\n",
		(double)(ended.tv_sec - began.tv_sec) * 1e3 +
			(double)(ended.tv_nsec - began.tv_nsec) / 1e6,
		milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss);
	fclose(out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
