/* asking: loaded before a program (LD_PRELOAD), it appends the name of each variable of the
 * environment that is asked for, by libraries too, to the file that $ASKED names. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static char *value_of(const char *name)
{
	size_t size = strlen(name);
	for (char **entry = environ; entry && *entry; entry++)
		if (strncmp(*entry, name, size) == 0 && (*entry)[size] == '=')
			return *entry + size + 1;
	return NULL;
}

static char *answer(const char *name)
{
	static const char *log; /* the program forgets its environment */
	char line[256];
	if (!log)
		log = value_of("ASKED");
	int fd = log ? open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
	if (fd >= 0) {
		int size = snprintf(line, sizeof line, "%s\n", name);
		if (write(fd, line, (size_t)size) != size)
			_exit(99);
		close(fd);
	}
	return value_of(name);
}

__attribute__((constructor)) static void begin(void)
{
	answer("ASKED");
}

char *getenv(const char *name)
{
	return answer(name);
}

char *secure_getenv(const char *name)
{
	return answer(name);
}
