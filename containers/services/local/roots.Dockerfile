# Makes /slim.tar and /chiselled.tar, the roots of the stand-ins for Microsoft's images: the same packages give the same bytes.
ARG DEBIAN=speccursor.local/debian:bookworm
FROM ${DEBIAN}
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates libssl3 libstdc++6 tzdata \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /tmp/* /var/lib/dpkg/*-old /etc/machine-id \
        /usr/share/man/* /usr/share/locale/* /usr/share/info/* \
    && find /usr/share/doc -type f ! -name copyright -delete \
    && echo 'app:x:1654:1654::/home/app:/bin/sh' >> /etc/passwd && echo 'app:x:1654:' >> /etc/group \
    && sed -i 's/^\([^:]*:[^:]*\):[0-9]*:/\1::/' /etc/shadow && rm -f /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- \
    && install -d -o 1654 -g 1654 -m 0755 /home/app \
    && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
    && mkdir -p /var/cache/apt/archives/partial /var/lib/apt/lists/partial

# What the engine lays over the root stays out: it is this machine's.
RUN tar -C / --one-file-system --sort=name --numeric-owner --mtime=@315532800 \
        --exclude=./slim.tar --exclude=./.dockerenv --exclude=./etc/hosts --exclude=./etc/hostname --exclude=./etc/resolv.conf -cf /slim.tar .

# Of these packages the files, and nothing else: no shell, no package manager. What is recorded of them stays, for whoever looks for vulnerabilities.
RUN packages='base-files ca-certificates libc6 libgcc-s1 libssl3 libstdc++6 tzdata'; root=/chiselled \
    && mkdir -p $root/usr/bin $root/usr/lib $root/usr/lib64 $root/usr/sbin $root/var/lib/dpkg \
    && for folder in bin lib lib64 sbin; do ln -s usr/$folder $root/$folder; done \
    && { dpkg -L $packages | grep -v -E '^/(bin|lib|lib64|sbin|\.)$|^/usr/s?bin/|^/s?bin/'; \
         find /etc/ssl/certs /home/app /etc/passwd /etc/group /etc/nsswitch.conf /etc/ld.so.cache; } | sort -u > /tmp/files \
    && tar -C / --no-recursion --ignore-failed-read -T /tmp/files -c 2>/dev/null | tar -C $root --keep-directory-symlink -x \
    && dpkg-query -s $packages > $root/var/lib/dpkg/status \
    && tar -C $root --sort=name --numeric-owner --mtime=@315532800 -cf /chiselled.tar .
